// Words on the command line → a command, or why they are none. Pure.

import { parseArgs } from 'node:util';
import { isLocale, type Locale, locales } from '../domain/locale.ts';
import type { CliKey } from './texts.ts';

export type CliCommand =
  | { readonly name: 'help' }
  | { readonly name: 'invite'; readonly role: StaffRole; readonly person: string; readonly area?: string }
  | {
      readonly name: 'remove';
      readonly role: Exclude<StaffRole, 'speaker'>;
      readonly person: string;
      readonly area?: string;
    }
  | { readonly name: 'import'; readonly what: ImportWhat; readonly file: string }
  | { readonly name: 'export'; readonly what: 'schools'; readonly file: string }
  | { readonly name: 'doctor' }
  | { readonly name: 'weights'; readonly set?: { readonly code: string; readonly value: string } }
  | { readonly name: 'failed-jobs' }
  | { readonly name: 'retry-jobs'; readonly id?: string };

export type ImportWhat = 'areas' | 'schools' | 'speakers' | 'cases';

export type StaffRole = 'coordinator' | 'speaker' | 'bureau';

export interface Mistake {
  readonly key: CliKey;
  readonly params?: Readonly<Record<string, string>>;
}

export type ReadArguments = { readonly locale?: Locale } & (
  | { readonly ok: true; readonly command: CliCommand }
  | { readonly ok: false; readonly mistake?: Mistake }
);

export function readArguments(args: readonly string[]): ReadArguments {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return wrong('usage.unknown_flag', { value: flagIn(error) });
  }
  const { values, positionals } = parsed;
  if (values.locale !== undefined && !isLocale(values.locale)) {
    return wrong('usage.bad_value', { value: '--locale', allowed: locales.join(', ') });
  }
  const locale = isLocale(values.locale) ? { locale: values.locale } : {};
  if (values.help) return { ok: true, command: { name: 'help' }, ...locale };
  return { ...readCommand(positionals, values), ...locale };
}

const options = {
  role: { type: 'string' },
  name: { type: 'string' },
  area: { type: 'string' },
  locale: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** parseArgs takes a number below 0 for a flag, unless it stands behind `--`. */
function parse(args: readonly string[]) {
  const belowZero = args.includes('--') ? [] : args.filter((arg) => /^-\.?\d/.test(arg));
  const others = args.filter((arg) => !belowZero.includes(arg));
  const all = belowZero.length > 0 ? [...others, '--', ...belowZero] : others;
  return parseArgs({ args: all, options, allowPositionals: true, strict: true });
}

type Values = ReturnType<typeof parse>['values'];

function readCommand([name, ...rest]: readonly string[], values: Values): ReadArguments {
  if (name === undefined) return { ok: false };
  if (name === 'invite' || name === 'remove') {
    if (rest[0] !== undefined) return wrong('usage.too_many', { value: rest[0] });
    return name === 'invite'
      ? readStaff(values, ['coordinator', 'speaker', 'bureau'], (staff) => ({ name, ...staff }))
      : readStaff(values, ['coordinator', 'bureau'], (staff) => ({ name, ...staff }));
  }
  for (const flag of ['role', 'name', 'area'] as const) {
    if (values[flag] !== undefined) return wrong('usage.unknown_flag', { value: `--${flag}` });
  }
  switch (name) {
    case 'import':
      return readImport(rest);
    case 'export':
      return readExport(rest);
    case 'doctor':
    case 'failed-jobs':
      return rest[0] === undefined ? { ok: true, command: { name } } : wrong('usage.too_many', { value: rest[0] });
    case 'weights':
      return readWeights(rest);
    case 'retry-jobs':
      if (rest[1] !== undefined) return wrong('usage.too_many', { value: rest[1] });
      return { ok: true, command: { name, ...(rest[0] !== undefined && { id: rest[0] }) } };
    default:
      return wrong('usage.unknown_command', { value: name });
  }
}

function readImport(rest: readonly string[]): ReadArguments {
  const [what, file, more] = rest;
  if (what !== 'areas' && what !== 'schools' && what !== 'speakers' && what !== 'cases')
    return wrong('usage.unknown_command', { value: ['import', ...rest.slice(0, 1)].join(' ') });
  if (file === undefined) return wrong('usage.missing_file');
  if (more !== undefined) return wrong('usage.too_many', { value: more });
  return { ok: true, command: { name: 'import', what, file } };
}

function readExport(rest: readonly string[]): ReadArguments {
  const [what, file, more] = rest;
  if (what !== 'schools') return wrong('usage.unknown_command', { value: ['export', ...rest.slice(0, 1)].join(' ') });
  if (file === undefined) return wrong('usage.missing_file');
  if (more !== undefined) return wrong('usage.too_many', { value: more });
  if (!file.toLowerCase().endsWith('.xlsx')) return wrong('usage.bad_value', { value: file, allowed: '*.xlsx' });
  return { ok: true, command: { name: 'export', what, file } };
}

function readWeights([code, value, more]: readonly string[]): ReadArguments {
  if (more !== undefined) return wrong('usage.too_many', { value: more });
  if (code === undefined) return { ok: true, command: { name: 'weights' } };
  if (value === undefined) return wrong('usage.missing_flag', { value: code });
  return { ok: true, command: { name: 'weights', set: { code, value } } };
}

/** Somebody of the staff: in which role, under which name, in which area. */
function readStaff<Role extends StaffRole>(
  { role: said, name, area }: Values,
  roles: readonly Role[],
  command: (staff: { readonly role: Role; readonly person: string; readonly area?: string }) => CliCommand,
): ReadArguments {
  const person = name?.trim() ?? '';
  if (said === undefined) return wrong('usage.missing_flag', { value: '--role' });
  const role = roles.find((known) => known === said);
  if (role === undefined) return wrong('usage.bad_value', { value: '--role', allowed: roles.join(', ') });
  if (person === '') return wrong('usage.missing_flag', { value: '--name' });
  return { ok: true, command: command({ role, person, ...(area?.trim() ? { area: area.trim() } : {}) }) };
}

const wrong = (key: CliKey, params?: Record<string, string>): ReadArguments => ({
  ok: false,
  mistake: { key, ...(params ? { params } : {}) },
});

/** parseArgs names the flag in quotes, within an English sentence. */
const flagIn = (error: unknown): string =>
  error instanceof Error ? (/'(-[^']*)'/.exec(error.message)?.[1] ?? '') : '';
