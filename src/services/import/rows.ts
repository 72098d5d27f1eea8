// From a table's lines to records by column, and the list of what is wrong with them. Knows headers, not meanings.

import type { TableRefused } from '../../domain/commands-cases.ts';
import type { Table } from './read-table.ts';

/** Column name in the code → the headers that mean it. The first one is shown in faults. */
export type Columns<Column extends string> = Readonly<Record<Column, readonly string[]>>;

export type FaultReason =
  | 'missing'
  | 'duplicate'
  | 'too_long'
  | 'unknown_word'
  | 'bad_phone'
  | 'bad_number'
  | 'bad_coordinates'
  | 'bad_month'
  | 'unknown_area'
  | 'ambiguous_area'
  | 'wrong_parent'
  | 'not_your_area'
  | 'unknown_school'
  | 'too_many_schools'
  | 'no_deputy_kind'
  | 'no_post'
  | 'several_speakers'
  | WarningReason;

/** What is kept, or left out, in spite of the line: the operator is told. */
export type WarningReason = 'no_profile' | 'too_old' | 'retiree_term' | 'untrained' | 'left_team' | 'left_school';

/** What is wrong in one cell. `allowed` says what could stand there. */
export interface RowFault {
  readonly line: number;
  /** The header as it stands in the file. */
  readonly column: string;
  readonly reason: FaultReason;
  readonly value: string;
  readonly allowed?: string;
}

export type ImportResult =
  | {
      readonly ok: true;
      readonly added: number;
      readonly updated: number;
      readonly unchanged: number;
      /** Columns that mean nothing here: the operator is told, in case one is misspelt. */
      readonly ignoredColumns: readonly string[];
      readonly warnings?: readonly RowFault[];
      /** Made for people whom the file names; each code is told once, here. */
      readonly invites?: readonly { readonly school: string; readonly name: string; readonly code: string }[];
    }
  | TableRefused
  | { readonly ok: false; readonly reason: 'rows'; readonly faults: readonly RowFault[] };

export type ImportFailure = Exclude<ImportResult, { ok: true }>;

/** One line, read by column. Reading is free of faults; `fault` notes one. */
export interface Row<Column extends string> {
  readonly line: number;
  /** Empty where the cell or the whole column is missing. */
  get(column: Column): string;
  fault(column: Column, reason: FaultReason, allowed?: string): void;
  warn(column: Column, reason: WarningReason, allowed?: string): void;
}

export type RowsResult<Column extends string> =
  | {
      readonly ok: true;
      readonly rows: readonly Row<Column>[];
      readonly ignoredColumns: readonly string[];
      readonly faults: RowFault[];
      readonly warnings: readonly RowFault[];
    }
  | ImportFailure;

/** The first line names the columns. Faults noted on rows gather in `faults`, warnings in `warnings`. */
export function readRows<Column extends string>(
  table: Table,
  columns: Columns<Column>,
  required: readonly Column[],
): RowsResult<Column> {
  const header = table[0]?.cells ?? [];
  const names = Object.keys(columns) as Column[];
  const meaning = header.map((title) => names.find((name) => columns[name].includes(headerKey(title))));
  const missing = required
    .filter((name) => !meaning.includes(name))
    .map((name) => columns[name].slice(0, 2).join(' / '));
  const doubled = header.filter(
    (_, index) => meaning[index] !== undefined && meaning.indexOf(meaning[index]) !== index,
  );
  if (missing.length > 0 || doubled.length > 0) return { ok: false, reason: 'columns', missing, doubled };
  if (table.length === 1) return { ok: false, reason: 'file', fault: 'empty' };

  const faults: RowFault[] = [];
  const warnings: RowFault[] = [];
  const rows = table.slice(1).map(({ number, cells }): Row<Column> => {
    const get = (column: Column): string => cells[meaning.indexOf(column)] ?? '';
    const note = (to: RowFault[]) => (column: Column, reason: FaultReason, allowed?: string) => {
      const title = header[meaning.indexOf(column)] ?? columns[column][0] ?? column;
      to.push({
        line: number,
        column: title,
        reason,
        value: [...get(column)].slice(0, 40).join(''),
        ...(allowed ? { allowed } : {}),
      });
    };
    return { line: number, get, fault: note(faults), warn: note(warnings) };
  });
  const ignoredColumns = header.filter((title, index) => title !== '' && meaning[index] === undefined);
  return { ok: true, rows, ignoredColumns, faults, warnings };
}

/** "Cleared for minors（是/否）" and "cleared_for_minors" name the same column. */
const headerKey = (title: string): string =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(.*\)$/, '')
    .replace(/[\s_*:-]+/g, ' ')
    .trim();

/** Several words in one cell: 「防诈骗、交通安全」, "fraud; traffic". */
export const splitList = (cell: string): string[] =>
  cell
    .split(/[、,，;；/|\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
