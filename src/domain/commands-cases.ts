// 警情数 as coordinators bring them in: a month's table is read and shown first, and taken over with one tap.

import type { Names } from './message.ts';

/** 'YYYY-MM' */
export type Month = string;

export interface CaseSummary {
  readonly rows: number;
  readonly cases: number;
  /** Latest first. */
  readonly months: readonly CaseMonth[];
  /** Most cases first. */
  readonly topics: readonly { readonly names: Names; readonly cases: number }[];
}

export interface CaseMonth {
  readonly month: Month;
  readonly areas: number;
  readonly cases: number;
  /** Counts of this month are there already, and go. */
  readonly replaces?: boolean;
}

export const caseFaultReasons = [
  'missing',
  'duplicate',
  'unknown_word',
  'bad_number',
  'bad_month',
  'unknown_area',
  'ambiguous_area',
  'not_your_area',
] as const;

/** What is wrong in one cell, and what could stand there. */
export interface CaseFault {
  readonly line: number;
  readonly column: string;
  readonly reason: (typeof caseFaultReasons)[number];
  readonly value: string;
  readonly allowed?: string;
}

export type TableFault =
  | 'not_found'
  | 'wrong_extension'
  | 'too_large'
  | 'too_many_lines'
  | 'empty'
  | 'password'
  | 'old_excel'
  | 'broken'
  | 'unknown_encoding';

/** The file can't be read, or its columns are not those that are needed. */
export type TableRefused =
  | { readonly ok: false; readonly reason: 'file'; readonly fault: TableFault }
  | {
      readonly ok: false;
      readonly reason: 'columns';
      readonly missing: readonly string[];
      readonly doubled: readonly string[];
    };

export interface CaseCommands {
  /** What is known of the last months. */
  'case-months': { args: object; result: { readonly months: readonly CaseMonth[] } };
  /** Reads the file that came with the update, and keeps it until it is taken over. */
  'read-cases': {
    args: { readonly fileId: string };
    result:
      | { readonly ok: true; readonly uploadId: string; readonly summary: CaseSummary }
      | TableRefused
      | { readonly ok: false; readonly reason: 'rows'; readonly faults: readonly CaseFault[] };
  };
  /** `gone`: the file is kept for a day only, or no longer fits the areas and topics. */
  'import-cases': {
    args: { readonly uploadId: string };
    result: { readonly ok: true; readonly summary: CaseSummary } | { readonly ok: false; readonly reason: 'gone' };
  };
}
