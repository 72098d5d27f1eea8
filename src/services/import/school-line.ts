// One line of a schools' file, checked cell by cell. Knows words and rules, not the database.

import type { SchoolKind, SchoolLevel } from '../../domain/deputy/rules.ts';
import { nameKey } from '../../domain/name-key.ts';
import { type Columns, type Row, splitList } from './rows.ts';
import { allowedWords, codeOf, schoolKindWords, schoolLevelWords, type Words, yesNoWords } from './words.ts';

export type SchoolColumn =
  | 'name'
  | 'nameEn'
  | 'area'
  | 'kind'
  | 'level'
  | 'students'
  | 'rural'
  | 'remote'
  | 'weak'
  | 'contacts'
  | 'deputies';

export const schoolColumns: Columns<SchoolColumn> = {
  name: ['学校', 'school', '名称', 'name', '学校名称'],
  nameEn: ['英文名', 'english name', 'name en'],
  area: ['区域', 'area', '所在', '上级', 'parent'],
  kind: ['类型', 'kind', 'type'],
  level: ['学段', 'level'],
  students: ['学生数', 'students'],
  rural: ['农村', 'rural'],
  remote: ['偏远', 'remote'],
  weak: ['薄弱', 'weak'],
  contacts: ['联系人', 'contacts', 'contact'],
  // Written by the export to be read; people are appointed by the school, not by a file.
  deputies: ['法治副校长', 'deputies', 'deputy principals'],
};

/** What a line says. Left out: the cell is empty. */
export interface SchoolLine {
  readonly name: string;
  readonly contacts: readonly string[];
  readonly data: {
    readonly nameEn?: string;
    readonly kind?: SchoolKind;
    readonly level?: SchoolLevel;
    readonly students?: number;
    readonly rural?: boolean;
    readonly remote?: boolean;
    readonly weak?: boolean;
  };
}

/** Every fault is noted on the row. */
export function readSchoolLine(row: Row<SchoolColumn>): SchoolLine {
  const name = row.get('name');
  if (nameKey(name) === '') row.fault('name', 'missing');
  if ([...name].length > longest) row.fault('name', 'too_long', String(longest));
  const kind = readWord(row, 'kind', schoolKindWords);
  const level = readWord(row, 'level', schoolLevelWords);
  const students = readStudents(row);
  const [rural, remote, weak] = (['rural', 'remote', 'weak'] as const).map((column) =>
    readWord(row, column, yesNoWords),
  );
  const nameEn = row.get('nameEn');
  return {
    name,
    contacts: readContacts(row),
    data: {
      ...(nameEn !== '' && { nameEn }),
      ...(kind && { kind }),
      ...(level && { level }),
      ...(students !== undefined && { students }),
      ...(rural && { rural: rural === 'yes' }),
      ...(remote && { remote: remote === 'yes' }),
      ...(weak && { weak: weak === 'yes' }),
    },
  };
}

const longest = 50;
const mostStudents = 20_000;
const mostContacts = 10;

function readWord<Code extends string>(
  row: Row<SchoolColumn>,
  column: SchoolColumn,
  words: Words<Code>,
): Code | undefined {
  const cell = row.get(column);
  const code = cell === '' ? undefined : codeOf(words, cell);
  if (cell !== '' && !code) row.fault(column, 'unknown_word', allowedWords(words));
  return code;
}

function readStudents(row: Row<SchoolColumn>): number | undefined {
  const cell = row.get('students').normalize('NFKC');
  if (cell === '') return undefined;
  if (/^\d{1,5}$/.test(cell) && Number(cell) <= mostStudents) return Number(cell);
  row.fault('students', 'bad_number', `0–${mostStudents}`);
  return undefined;
}

function readContacts(row: Row<SchoolColumn>): string[] {
  const names = [...new Set(splitList(row.get('contacts')))];
  if (names.length > mostContacts || names.some((name) => [...name].length > longest || nameKey(name) === ''))
    row.fault('contacts', 'too_long', `${mostContacts} × ${longest}`);
  return names;
}
