// Appointments from before they had a state: who has left, or whose term is over, must not hold a post.

import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../database.ts';
import { createStation } from '../fakes/station.ts';

let home: TestDatabase;
beforeAll(async () => {
  home = await createTestDatabase();
});
afterAll(() => home?.drop());

const script = new URL('../../prisma/migrations/20261122081000_deputies_who_left/migration.sql', import.meta.url);

test('ends what those who left still hold, and terms that are over, and nothing else', async () => {
  const { prisma, pool } = home.database;
  const station = await createStation(home.database);
  const schoolId = station.school.id;
  const add = async (name: string, post: number, [from, until]: readonly [string, string], leftAt?: string) => {
    const { speakerId } = await station.speaker(name);
    if (leftAt) await prisma.speaker.update({ where: { id: speakerId }, data: { active: false, leftAt } });
    const span = { from: new Date(from), until: new Date(until) };
    return (await prisma.deputyPrincipalAppointment.create({ data: { speakerId, schoolId, post, ...span } })).id;
  };
  const ids = [
    await add('离队', 1, ['2020-01-01', '2099-01-01'], '2021-06-01T04:00:00Z'),
    await add('期满', 2, ['2020-01-01', '2023-01-01']),
    await add('在任', 3, ['2020-01-01', '2099-01-01']),
  ];
  await pool.query(await readFile(script, 'utf8'));
  const rows = await prisma.deputyPrincipalAppointment.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } });
  expect(rows.map(({ state, endReason, endedOn }) => [state, endReason, endedOn])).toEqual([
    ['ended', 'left', new Date('2021-06-01')],
    ['ended', null, null],
    ['active', null, null],
  ]);
});
