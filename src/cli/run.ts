// One run of the operator's command line: words in, lines and an exit code out. Touches no global of the process.

import { parseConfig } from '../config.ts';
import { isLocale } from '../domain/locale.ts';
import { StartError } from '../start-error.ts';
import { readArguments } from './arguments.ts';
import { doctor } from './doctor.ts';
import { exportFile } from './export.ts';
import { importFile } from './import.ts';
import { type CliResult, invite, pagesUrl } from './invite.ts';
import { jobs } from './jobs.ts';
import { withDatabase } from './open-database.ts';
import { remove } from './remove.ts';
import { createSay } from './texts.ts';
import { weights } from './weights.ts';

export interface CliWorld {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: Date;
  out(line: string): void;
  err(line: string): void;
}

/** 0: done; 1: it could not be done; 2: the words were no command. */
export async function runCli(args: readonly string[], { env, now, out, err }: CliWorld): Promise<0 | 1 | 2> {
  const read = readArguments(args);
  const usual = env['DEFAULT_LOCALE']?.trim();
  const locale = read.locale ?? (isLocale(usual) ? usual : 'zh-CN');
  const say = createSay(locale);
  if (!read.ok) {
    if (read.mistake) err(`${say(read.mistake.key, read.mistake.params)}\n`);
    err(say('usage'));
    return 2;
  }
  const { command } = read;
  if (command.name === 'help') {
    out(say('usage'));
    return 0;
  }
  const parsed = parseConfig(env);
  if (!parsed.ok) {
    for (const fault of parsed.faults) err(fault);
    if (command.name === 'doctor') err(say('doctor.config_faulty', { count: parsed.faults.length }));
    return 1;
  }
  const { config } = parsed;
  try {
    if (command.name === 'doctor') {
      const { ok, lines } = await doctor(config, { now, say });
      for (const line of lines) out(line);
      return ok ? 0 : 1;
    }
    const prepare =
      command.name === 'invite' || command.name === 'import' || command.name === 'export' || command.name === 'weights';
    const result = await withDatabase(config, now, { prepare }, (database): Promise<CliResult> => {
      switch (command.name) {
        case 'invite':
          return invite(database, command, { config, now, say });
        case 'remove':
          return remove(database, command, { now, say });
        case 'import':
          return importFile(database, command, { ...config, pagesUrl: pagesUrl(config), now, say });
        case 'export':
          return exportFile(database, command, { timeZone: config.timeZone, locale, now, say });
        case 'weights':
          return weights(database, command, { say });
        case 'failed-jobs':
        case 'retry-jobs':
          return jobs(database, command, { config, say });
      }
    });
    for (const line of result.lines) (result.ok ? out : err)(line);
    return result.ok ? 0 : 1;
  } catch (error) {
    // A database's message may quote a row, so only its code is shown.
    err(error instanceof StartError ? error.message : say('unexpected', { code: codeOf(error) }));
    return 1;
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '?';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
