// The demo database: the district, the team, and four months of history and orders that
// wait, so that a newcomer sees a place at work.
// Deterministic but for its dates, which lie around `now`. Never for a live database.

import { createHash } from 'node:crypto';
import type { Locale } from '../domain/locale.ts';
import type { Database } from './database.ts';
import { seedCourses } from './demo/seed-courses.ts';
import { seedDeputies } from './demo/seed-deputies.ts';
import { seedKits } from './demo/seed-kits.ts';
import { seedPeople } from './demo/seed-people.ts';
import { seedPlaces } from './demo/seed-places.ts';
import { seedTalks } from './demo/seed-talks.ts';
import { seedWaiting } from './demo/seed-waiting.ts';

/** Somebody a newcomer can be, in a web chat: residents' side first. */
export const demoPersonas = ['resident', 'director', 'school', 'speaker', 'coordinator', 'bureau'] as const;

/** What the persona's web chat is found by: the SHA-256 of the cookie `demo-<persona>`. */
export const demoAddress = (persona: string): string => createHash('sha256').update(`demo-${persona}`).digest('hex');

export interface DemoOptions {
  readonly now: Date;
  readonly timeZone: string;
  /** Language of the personas' chats. */
  readonly locale?: Locale;
}

/** All or nothing; false where the demo people are there already. */
export async function seedDemo(database: Database, { now, timeZone, locale = 'zh-CN' }: DemoOptions): Promise<boolean> {
  return database.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('demo'))`;
    if (await tx.person.findFirst({ where: { madeUp: true } })) return false;
    const places = await seedPlaces(tx);
    const people = await seedPeople(tx, places, { now, locale, addressOf: demoAddress });
    await seedKits(tx);
    await seedCourses(tx, people, now);
    await seedTalks(tx, places, people, { now, timeZone });
    await seedDeputies(tx, places, people, { now, timeZone, locale, addressOf: demoAddress });
    await seedWaiting(tx, people, { now, timeZone });
    return true;
  });
}
