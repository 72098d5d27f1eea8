// One line of a speakers' file, checked cell by cell. Knows words and rules, not the database: what may be named
// comes in as the line's world.

import type { Language } from '../../domain/menu.ts';
import { nameKey } from '../../domain/name-key.ts';
import { parsePhone } from '../../domain/phone.ts';
import type { JoinedBy, SpeakerKind } from '../../store/generated/enums.ts';
import type { Spot } from './place-tree.ts';
import { type Columns, type Row, splitList } from './rows.ts';
import { allowedWords, codeOf, joinedByWords, languageWords, speakerKindWords, wordKey, yesNoWords } from './words.ts';

export type SpeakerColumn =
  | 'name'
  | 'aliases'
  | 'phone'
  | 'kind'
  | 'joinedBy'
  | 'area'
  | 'topics'
  | 'formats'
  | 'languages'
  | 'cleared'
  | 'weekly'
  | 'schools';

export const speakerColumns: Columns<SpeakerColumn> = {
  name: ['姓名', 'name'],
  aliases: ['别名', 'aliases', 'alias'],
  phone: ['电话', 'phone', '手机', '手机号', '联系电话'],
  kind: ['类别', 'kind'],
  joinedBy: ['来源', 'joined by'],
  area: ['片区', 'area'],
  topics: ['主题', 'topics', 'topic'],
  formats: ['形式', 'formats', 'format'],
  languages: ['语言', 'languages', 'language'],
  cleared: ['可进校', 'cleared for minors'],
  weekly: ['每周上限', 'weekly limit'],
  schools: ['法治副校长学校', 'deputy principal of'],
};

export const requiredSpeakerColumns: readonly SpeakerColumn[] = ['name', 'kind', 'area', 'topics'];

export interface MenuRow {
  readonly id: number;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly keywords: readonly string[];
}

export interface SpeakerWorld {
  readonly topics: readonly MenuRow[];
  readonly formats: readonly MenuRow[];
  /** That one person may serve as legal deputy principal. */
  readonly mostSchools: number;
  findPlaces(name: string): readonly Spot[];
}

/** What a line says. Left out: the cell is empty. */
export interface SpeakerLine {
  readonly name: string;
  readonly kind: SpeakerKind;
  readonly homeAreaId: number;
  readonly aliases?: string[];
  readonly phone?: string;
  readonly joinedBy?: JoinedBy;
  readonly languages?: Language[];
  readonly clearedForMinors?: boolean;
  readonly weeklyLimit?: number;
  readonly topicIds: readonly number[];
  readonly formatIds?: readonly number[];
  readonly schoolIds: readonly number[];
}

/** Undefined where one of the cells that must be there is faulty; every fault is noted on the row. */
export function readSpeakerLine(row: Row<SpeakerColumn>, world: SpeakerWorld): SpeakerLine | undefined {
  const name = row.get('name');
  if (nameKey(name) === '') row.fault('name', 'missing');
  if ([...name].length > 50) row.fault('name', 'too_long', '50');
  const kind = readWord(row, 'kind', speakerKindWords);
  if (row.get('kind') === '') row.fault('kind', 'missing', allowedWords(speakerKindWords));
  const homeAreaId = readArea(row, world);
  const topicIds = readMenu(row, 'topics', world.topics);
  if (row.get('topics') === '') row.fault('topics', 'missing');
  const rest = {
    aliases: splitList(row.get('aliases')),
    phone: readPhone(row),
    joinedBy: readWord(row, 'joinedBy', joinedByWords),
    languages: readLanguages(row),
    clearedForMinors: readYesNo(row),
    weeklyLimit: readWeekly(row),
    formatIds: readMenu(row, 'formats', world.formats),
  };
  const schoolIds = readSchools(row, world);
  if (!kind || homeAreaId === undefined) return undefined;
  return { name, kind, homeAreaId, topicIds, schoolIds, ...said(rest) };
}

/** Without what was not said. */
function said<Fields extends object>(fields: Fields): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  const kept = Object.entries(fields).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept) as { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> };
}

function readWord<Code extends string>(
  row: Row<SpeakerColumn>,
  column: SpeakerColumn,
  words: Readonly<Record<Code, readonly string[]>>,
): Code | undefined {
  const cell = row.get(column);
  const code = cell === '' ? undefined : codeOf(words, cell);
  if (cell !== '' && !code) row.fault(column, 'unknown_word', allowedWords(words));
  return code;
}

function readYesNo(row: Row<SpeakerColumn>): boolean | undefined {
  const word = readWord(row, 'cleared', yesNoWords);
  return word === undefined ? undefined : word === 'yes';
}

function readLanguages(row: Row<SpeakerColumn>): Language[] {
  const codes = splitList(row.get('languages')).map((word) => codeOf(languageWords, word));
  if (codes.includes(undefined)) row.fault('languages', 'unknown_word', allowedWords(languageWords));
  return [...new Set(codes.filter((code) => code !== undefined))];
}

function readPhone(row: Row<SpeakerColumn>): string | undefined {
  const cell = row.get('phone');
  const phone = cell === '' ? undefined : parsePhone(cell);
  if (cell !== '' && !phone) row.fault('phone', 'bad_phone');
  return phone;
}

function readWeekly(row: Row<SpeakerColumn>): number | undefined {
  const cell = row.get('weekly').normalize('NFKC');
  if (cell === '') return undefined;
  if (/^\d{1,2}$/.test(cell) && Number(cell) >= 1 && Number(cell) <= 21) return Number(cell);
  row.fault('weekly', 'bad_number', '1–21');
  return undefined;
}

/** Topics or formats, by any of their names; 全部 is all of them. */
function readMenu(row: Row<SpeakerColumn>, column: 'topics' | 'formats', menu: readonly MenuRow[]): number[] {
  let cell = row.get(column);
  const ids = new Set<number>();
  // A topic's own name may hold a comma: 手机卡、银行卡不外借("两卡").
  for (const { id, nameZh } of menu) {
    if (splitList(nameZh).length < 2 || !cell.includes(nameZh)) continue;
    ids.add(id);
    cell = cell.replace(nameZh, '');
  }
  const words = splitList(cell).map(wordKey);
  if (words.some((word) => word === '全部' || word === 'all')) return menu.map(({ id }) => id);
  const found = words.map((word) => menu.find((item) => isCalled(item, word))?.id);
  if (found.includes(undefined))
    row.fault(column, 'unknown_word', menu.map(({ nameZh, code }) => `${nameZh} ${code}`).join(', '));
  return [...ids, ...new Set(found.filter((id) => id !== undefined))];
}

export const isCalled = ({ code, nameZh, nameEn, keywords }: MenuRow, key: string): boolean =>
  [code, nameZh, nameEn, ...keywords].some((name) => wordKey(name) === key);

function readArea(row: Row<SpeakerColumn>, world: SpeakerWorld): number | undefined {
  const cell = row.get('area');
  const found = world.findPlaces(cell).filter(({ kind }) => kind !== 'school');
  if (cell === '') row.fault('area', 'missing');
  else if (found.length === 0) row.fault('area', 'unknown_area');
  else if (found.length > 1) row.fault('area', 'ambiguous_area');
  return found.length === 1 ? found[0]?.id : undefined;
}

function readSchools(row: Row<SpeakerColumn>, world: SpeakerWorld): number[] {
  const names = splitList(row.get('schools'));
  const ids = names.map((name) => world.findPlaces(name).find(({ kind }) => kind === 'school')?.id);
  if (ids.includes(undefined)) row.fault('schools', 'unknown_school');
  if (new Set(ids).size > world.mostSchools) row.fault('schools', 'too_many_schools', String(world.mostSchools));
  return [...new Set(ids.filter((id) => id !== undefined))];
}
