// The work itself: whether it gets done, and whether there is anybody to do it.

import type { Pool } from 'pg';
import { readFigures } from '../../health/figures.ts';
import { readProgress } from '../../health/progress.ts';
import { bad, type Finding, ok, warn } from './finding.ts';

const patienceSeconds = 60;

export async function checkWork(pool: Pool): Promise<Finding[]> {
  return [...(await checkProgress(pool)), ...(await checkRobot(pool)), ...(await checkPeople(pool))];
}

async function checkProgress(pool: Pool): Promise<Finding[]> {
  const { heartbeatAgeSeconds: age, heldUp } = await readProgress(pool);
  const { unsent } = await readFigures(pool);
  const findings: Finding[] = [];
  if (age === undefined) findings.push(warn('doctor.never_worked'));
  else if (age > patienceSeconds) findings.push(warn('doctor.not_working', { minutes: Math.ceil(age / 60) }));
  else findings.push(ok('doctor.working'));
  for (const { bot, seconds } of heldUp) {
    if (seconds > patienceSeconds)
      findings.push(bad('doctor.messages_stuck', { bot, minutes: Math.ceil(seconds / 60) }));
  }
  for (const { bot, count } of unsent) if (count > 0) findings.push(ok('doctor.messages_waiting', { bot, count }));
  return findings;
}

async function checkRobot(pool: Pool): Promise<Finding[]> {
  const { rows } = await pool.query<{ code: string }>(
    `SELECT drop_code AS code FROM robot_notice
      WHERE drop_code <> 'moved_on' AND dropped_at > now() - interval '1 day' ORDER BY dropped_at DESC LIMIT 1`,
  );
  return rows.map(({ code }) => bad('doctor.robot_refused', { code }));
}

async function checkPeople(pool: Pool): Promise<Finding[]> {
  const { rows } = await pool.query<{ areas: number; coordinators: number; speakers: number; joined: number }>(
    `SELECT (SELECT count(*)::int FROM area WHERE retired_at IS NULL) AS areas,
            (SELECT count(*)::int FROM coordinator WHERE active) AS coordinators,
            (SELECT count(*)::int FROM speaker WHERE active) AS speakers,
            (SELECT count(*)::int FROM speaker WHERE active AND person_id IS NOT NULL) AS joined`,
  );
  const [{ areas = 0, coordinators = 0, speakers = 0, joined = 0 } = {}] = rows;
  const findings: Finding[] = [];
  if (areas === 0) findings.push(bad('doctor.no_areas'));
  if (coordinators === 0) findings.push(bad('doctor.no_coordinators'));
  if (speakers === 0) findings.push(bad('doctor.no_speakers'));
  else if (joined === 0) findings.push(warn('doctor.nobody_joined', { speakers }));
  return findings.length > 0 ? findings : [ok('doctor.people', { areas, coordinators, speakers, joined })];
}
