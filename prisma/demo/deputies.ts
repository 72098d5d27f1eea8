// The demo's legal deputy principals (法治副校长): 7 people at 11 of 12 schools. Names, dates and figures are made up.

import type { Agency, SchoolKind, SchoolLevel } from '../../src/domain/deputy/rules.ts';

export interface DemoProfile {
  /** A speaker of people.ts. */
  readonly name: string;
  readonly agency: Agency;
  readonly qualification: string;
  readonly fields: readonly string[];
  readonly bornOn: string;
  readonly retired?: true;
  /** Hours of training. */
  readonly training: number;
}

export const profiles: readonly DemoProfile[] = [
  {
    ...{ name: '韩晓枫', agency: 'police', bornOn: '1986-03-12', training: 16 },
    ...{ qualification: '法律职业资格', fields: ['未成年人保护', '反校园欺凌', '反电信网络诈骗'] },
  },
  {
    ...{ name: '马·伊德里斯', agency: 'police', bornOn: '1975-08-02', training: 8 },
    ...{ qualification: '派出所教导员', fields: ['反电信网络诈骗', '交通安全'] },
  },
  {
    ...{ name: '祁建邦', agency: 'police', bornOn: '1981-11-25', training: 12 },
    ...{ qualification: '禁毒民警', fields: ['禁毒', '未成年人保护'] },
  },
  {
    ...{ name: '冶·阿卜杜拉', agency: 'police', bornOn: '1983-01-17', training: 8 },
    ...{ qualification: '派出所副所长', fields: ['矛盾化解', '禁毒'] },
  },
  {
    ...{ name: '赵雪莲', agency: 'police', bornOn: '1990-06-30', training: 20 },
    ...{ qualification: '法律职业资格', fields: ['反校园欺凌', '未成年人保护'] },
  },
  {
    ...{ name: '李春燕', agency: 'police', bornOn: '1988-09-09', training: 8.5 },
    ...{ qualification: '反诈专班民警', fields: ['反电信网络诈骗'] },
  },
  {
    ...{ name: '田景和', agency: 'court', bornOn: '1965-04-21', retired: true, training: 10 },
    ...{ qualification: '退休法官', fields: ['未成年人保护', '家事纠纷'] },
  },
];

/** One falls behind, one's term is nearly over; the others keep pace. */
export const behind = '小峡云杉中学';
export const endsSoon = '三合新芽中学';
/** Nobody has judged this one's last year yet. */
export const notEvaluated = '古城明德小学校';

export interface DemoSchoolFacts {
  readonly kind: SchoolKind;
  readonly level: SchoolLevel;
  readonly students: number;
  readonly rural?: true;
  readonly remote?: true;
  readonly weak?: true;
}

const primary = { kind: 'primary', level: 'primary' } as const;
const junior = { kind: 'secondary', level: 'junior' } as const;

export const schoolFacts: Readonly<Record<string, DemoSchoolFacts>> = {
  平安枫林小学: { ...primary, students: 1240 },
  平安湟岸中学: { ...junior, level: 'mixed', students: 1860 },
  平安青杨小学: { ...primary, students: 980 },
  平安晨曦职业学校: { kind: 'vocational', level: 'senior', students: 720 },
  小峡红柳小学: { ...primary, students: 540 },
  小峡云杉中学: { ...junior, students: 810, rural: true },
  三合麦田小学: { ...primary, students: 310, rural: true },
  三合新芽中学: { ...junior, students: 460, rural: true },
  洪水泉清泉小学: { ...primary, students: 120, rural: true, remote: true },
  石灰窑白石小学: { ...primary, students: 95, rural: true, remote: true, weak: true },
  古城明德小学校: { ...primary, students: 210, rural: true },
  沙沟杏花小学: { ...primary, students: 180, rural: true },
};

export const bureauMember = { name: '马春梅', area: '平安区' };
