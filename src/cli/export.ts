// `export`: writes a file that was not there before.

import { writeFile } from 'node:fs/promises';
import type { Locale } from '../domain/locale.ts';
import { exportSchools } from '../services/export/schools.ts';
import type { Database } from '../store/database.ts';
import type { CliCommand } from './arguments.ts';
import type { CliResult } from './invite.ts';
import type { Say } from './texts.ts';

interface Context {
  readonly timeZone: string;
  readonly locale: Locale;
  readonly now: Date;
  readonly say: Say;
}

export async function exportFile(
  database: Database,
  { file }: CliCommand & { name: 'export' },
  { say, ...context }: Context,
): Promise<CliResult> {
  const { bytes, count } = await exportSchools(database, context);
  try {
    // A file of that name may be somebody's work.
    await writeFile(file, bytes, { flag: 'wx' });
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    return { ok: false, lines: [say(exists ? 'export.exists' : 'export.not_written', { file })] };
  }
  return { ok: true, lines: [say('export.done', { count, file })] };
}
