// What a check found: good, worth knowing, or wrong.

import type { CliKey } from '../texts.ts';

export interface Finding {
  readonly level: 'ok' | 'warn' | 'bad';
  readonly key: CliKey;
  readonly params?: Readonly<Record<string, string | number>>;
}

type Params = Finding['params'];
const finding =
  (level: Finding['level']) =>
  (key: CliKey, params?: Params): Finding => ({ level, key, ...(params && { params }) });

export const ok = finding('ok');
export const warn = finding('warn');
export const bad = finding('bad');
