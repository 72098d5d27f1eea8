// `doctor`: looks at everything the product needs, and says in plain words what is wrong and what to do. Changes nothing.

import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { StartError } from '../start-error.ts';
import { checkDatabase } from './doctor/check-database.ts';
import { checkMachine } from './doctor/check-machine.ts';
import { checkQueue } from './doctor/check-queue.ts';
import { checkTelegram } from './doctor/check-telegram.ts';
import { checkWork } from './doctor/check-work.ts';
import { bad, type Finding, ok, warn } from './doctor/finding.ts';
import type { CliResult } from './invite.ts';
import { withDatabase } from './open-database.ts';
import type { Say } from './texts.ts';

export async function doctor(config: Config, { now, say }: { now: Date; say: Say }): Promise<CliResult> {
  const findings = [
    ok(config.demo ? 'doctor.demo' : 'doctor.config'),
    ...(await checkMachine(config, now)),
    ...(await checkStored(config, now)),
    ...(config.demo ? [] : await checkTelegram(config.telegram, now)),
    ...(config.publicUrl !== undefined && config.metricsToken === undefined ? [warn('doctor.no_metrics_token')] : []),
  ];
  const wrong = findings.filter(({ level }) => level === 'bad').length;
  return {
    ok: wrong === 0,
    lines: [
      ...findings.map(({ level, key, params }) => `${marks[level]} ${say(key, params)}`),
      '',
      wrong === 0 ? say('doctor.well') : say('doctor.ill', { count: wrong }),
    ],
  };
}

const marks: Record<Finding['level'], string> = { ok: '✓', warn: '!', bad: '✗' };

/** What needs the database. Without it, Redis is still looked at. */
async function checkStored(config: Config, now: Date): Promise<Finding[]> {
  if (config.databaseUrl === undefined && !(await exists(join(config.dataDir, 'postgres')))) {
    return [warn('doctor.database_unborn', { folder: config.dataDir }), ...(await checkQueue(config, undefined))];
  }
  try {
    return await withDatabase(config, now, { prepare: false }, async ({ pool }) => {
      const { rows } = await pool.query<{ made: boolean }>(`SELECT to_regclass('robot_notice') IS NOT NULL AS made`);
      return [
        ...(await checkDatabase(pool)),
        ...(await checkQueue(config, pool)),
        ...(rows[0]?.made ? await checkWork(pool) : []),
      ];
    });
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    return [bad('doctor.fault', { reason: error.message }), ...(await checkQueue(config, undefined))];
  }
}

const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );
