// The words that may stand in an import's cells, in Chinese and English, and the codes they mean.
// Data about people's spreadsheets, not texts of the product.

import type { SchoolKind, SchoolLevel } from '../../domain/deputy/rules.ts';
import type { Language } from '../../domain/menu.ts';
import type { AreaKind, JoinedBy, SpeakerKind } from '../../store/generated/enums.ts';

export type Words<Code extends string> = Readonly<Record<Code, readonly string[]>>;

export const speakerKindWords: Words<SpeakerKind> = {
  police: ['民警', 'police', 'police officer'],
  auxiliary: ['辅警', 'auxiliary', 'auxiliary police'],
  village_police: ['村警', 'village police'],
  volunteer_police: ['义警', 'volunteer police'],
  practitioner: ['行业从业人员', '从业人员', 'practitioner'],
  volunteer: ['志愿者', 'volunteer'],
  guest: ['特邀', 'guest'],
};

export const joinedByWords: Words<JoinedBy> = {
  organisation: ['组织选派', 'organisation', 'organization'],
  branch: ['支部推荐', 'branch'],
  self: ['个人自荐', '自荐', 'self'],
};

export const languageWords: Words<Language> = {
  putonghua: ['普通话', 'putonghua', 'mandarin'],
  qinghai: ['青海话', '青海方言', 'qinghai', 'qinghai dialect'],
  tibetan: ['藏语', 'tibetan'],
};

export const yesNoWords: Words<'yes' | 'no'> = {
  yes: ['是', 'yes', 'y', 'true', '1', '可', '√', '✓'],
  no: ['否', 'no', 'n', 'false', '0', '不可', '×'],
};

export const areaKindWords: Words<AreaKind | 'school'> = {
  district: ['区', 'district', '县', '区县'],
  station: ['派出所', 'station', 'police station'],
  township: ['乡镇', 'township', '乡', '镇', '街道', '乡镇/街道'],
  village: ['村', 'village', '社区', 'community', '行政村', '村/社区'],
  grid: ['网格', 'grid'],
  school: ['学校', 'school'],
};

export const schoolKindWords: Words<SchoolKind> = {
  primary: ['小学', 'primary', 'primary school'],
  secondary: ['中学', 'secondary', 'secondary school', '初中', '高中', '九年一贯制学校', '完全中学'],
  vocational: ['中职', 'vocational', 'vocational school', '中等职业学校', '职业学校', '职高'],
  special: ['特殊教育学校', 'special', 'special school', '特教', '特校'],
  specialised: ['专门学校', 'specialised', 'specialised school', 'specialized'],
};

export const schoolLevelWords: Words<SchoolLevel> = {
  primary: ['小学', 'primary'],
  junior: ['初中', 'junior', 'junior secondary'],
  senior: ['高中', 'senior', 'senior secondary'],
  mixed: ['多学段', 'mixed', '九年一贯', '九年一贯制', '十二年一贯制', '完全中学', '完中', '一贯制'],
};

/** The code a word means, whatever its case and width. */
export function codeOf<Code extends string>(words: Words<Code>, word: string): Code | undefined {
  const key = wordKey(word);
  return (Object.keys(words) as Code[]).find((code) => words[code].includes(key));
}

/** What could stand in the cell, for a fault: 「民警、辅警…」 with the first English word of each. */
export const allowedWords = (words: Words<string>): string =>
  Object.values(words)
    .map(([zh, en]) => `${zh} ${en}`)
    .join(', ');

export const wordKey = (word: string): string =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
