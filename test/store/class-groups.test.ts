// Class hours and shows of hands from before a class was its grade and number: the words go, what was counted stays.

import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../database.ts';
import { createStation } from '../fakes/station.ts';
import { findRows } from '../find-rows.ts';

let home: TestDatabase;
beforeAll(async () => {
  home = await createTestDatabase();
});
afterAll(() => home?.drop());

const script = new URL('../../prisma/migrations/20261122090500_class_groups/migration.sql', import.meta.url);

test('keeps hours, heads and hands, and no word that somebody typed', async () => {
  const { prisma, pool } = home.database;
  await pool.query(`
    ALTER TABLE hour_entry DROP COLUMN class_group, DROP CONSTRAINT hour_entry_heads, ADD COLUMN class_name text;
    ALTER TABLE deputy_evaluation DROP CONSTRAINT deputy_evaluation_rater, DROP CONSTRAINT deputy_evaluation_hands;`);
  const station = await createStation(home.database);
  const at = { schoolId: station.school.id, speakerId: (await station.speaker('李警官')).speakerId };
  const term = { ...at, from: new Date('2026-01-01'), until: new Date('2029-01-01') };
  const { id } = await prisma.deputyPrincipalAppointment.create({ data: term });
  await pool.query(
    `INSERT INTO hour_entry (appointment_id, speaker_id, school_id, kind, duty, day, tenths, class_name, heads)
     VALUES ($1, $2, $3, 'taught', 'safety', '2026-11-20', 20, '七（3）班李小明', 45)`,
    [id, at.speakerId, at.schoolId],
  );
  for (const [raterKey, source] of [
    ['class:李小明', 'class'],
    ['class:七3班', 'class'],
    ['school', 'school'],
  ] as const)
    await prisma.deputyEvaluation.create({
      data: { appointmentId: id, year: 2026, source, raterKey, counts: [0, 0, 0, 0, 30] },
    });
  expect(await findRows(pool, '李小明')).toHaveLength(2);

  await pool.query(await readFile(script, 'utf8'));

  expect(await findRows(pool, '李小明|七3班')).toEqual([]);
  expect(await prisma.hourEntry.findMany()).toMatchObject([{ tenths: 20, heads: 45, classGroup: null }]);
  const kept = await prisma.deputyEvaluation.findMany({ orderBy: { id: 'asc' } });
  expect(kept.map(({ raterKey }) => raterKey)).toEqual([`class:#${kept[0]?.id}`, `class:#${kept[1]?.id}`, 'school']);
  expect(kept.map(({ counts }) => counts[4])).toEqual([30, 30, 30]);
});
