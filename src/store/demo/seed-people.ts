// The demo team and the people who order. Personas have a web chat that the printed links open.

import {
  coordinators,
  type DemoRequester,
  type DemoSpeaker,
  requesters,
  speakers,
} from '../../../prisma/demo/people.ts';
import type { Locale } from '../../domain/locale.ts';
import type { Tx } from '../database.ts';
import { insertRows, insertWithIds } from './insert-rows.ts';
import type { DemoPlaces } from './seed-places.ts';

export interface DemoPeople {
  readonly topics: readonly { readonly id: number; readonly code: string }[];
  readonly formats: readonly MenuFormat[];
  readonly speakers: readonly SeededSpeaker[];
  readonly coordinatorIds: readonly number[];
  readonly requesters: readonly SeededRequester[];
}

export interface MenuFormat {
  readonly id: number;
  readonly code: string;
  readonly talkMinutes: number;
  readonly setupMinutes: number;
  readonly clearMinutes: number;
}

export interface SeededSpeaker {
  readonly id: number;
  readonly homeAreaId: number;
  readonly topicIds: ReadonlySet<number>;
  readonly formatIds: ReadonlySet<number>;
  readonly cleared: boolean;
  readonly persona: boolean;
}

export interface SeededRequester {
  readonly id: number;
  readonly phone: string;
  readonly name: string;
  readonly areaId: number;
  readonly schoolId: number | undefined;
  readonly persona: DemoRequester['persona'];
}

interface Options {
  readonly now: Date;
  readonly locale: Locale;
  addressOf(persona: string): string;
}

export async function seedPeople(tx: Tx, places: DemoPlaces, options: Options): Promise<DemoPeople> {
  const topics = await tx.topic.findMany({ orderBy: { sort: 'asc' } });
  const formats = await tx.format.findMany({ orderBy: { sort: 'asc' } });
  const menu = { topics, formats };
  return {
    ...menu,
    speakers: await seedSpeakers(tx, places, options, menu),
    coordinatorIds: await seedCoordinators(tx, places, options),
    requesters: await seedRequesters(tx, places, options),
  };
}

/** Made up, and in a row, so that nobody takes them for somebody's number. */
const phone = (series: number, index: number): string => `139${series}${String(index + 1).padStart(7, '0')}`;

async function seedSpeakers(tx: Tx, places: DemoPlaces, options: Options, menu: Menu): Promise<SeededSpeaker[]> {
  const joined = speakers.filter(({ absent }) => !absent);
  const people = await insertWithIds(
    tx,
    'person',
    joined.map(({ name, area }, index) => ({
      ...{ name, phone: phone(1, index), areaId: places.areaId(area), madeUp: true, createdAt: longAgo(options.now) },
    })),
  );
  await insertRows(
    tx,
    'chat',
    people.map(({ id }, index) => chat(options, 'staff', index === 0 ? 'speaker' : `speaker-${index + 1}`, id)),
  );
  const rows = await insertWithIds(
    tx,
    'speaker',
    speakers.map((speaker) => {
      const person = people[joined.indexOf(speaker)];
      return {
        personId: person?.id ?? null,
        name: speaker.name,
        aliases: [...(speaker.aliases ?? [])],
        phone: person?.phone ?? phone(2, speakers.indexOf(speaker)),
        kind: speaker.kind,
        joinedBy: speaker.joinedBy,
        homeAreaId: places.areaId(speaker.area),
        languages: [...(speaker.languages ?? ['putonghua'])],
        clearedForMinors: speaker.cleared ?? false,
        weeklyLimit: speaker.weekly ?? 3,
        targetShare: speaker.share ?? 1,
        madeUp: true,
        createdAt: longAgo(options.now),
      };
    }),
  );
  const seeded = rows.map(({ id, homeAreaId, clearedForMinors }, index): SeededSpeaker => {
    const { topics, formats } = chosen(speakers[index], menu);
    return {
      id,
      homeAreaId,
      cleared: clearedForMinors,
      persona: index === 0,
      topicIds: new Set(topics),
      formatIds: new Set(formats),
    };
  });
  await insertRows(
    tx,
    'speaker_topic',
    seeded.flatMap(({ id, topicIds }) => [...topicIds].map((topicId) => ({ speakerId: id, topicId }))),
  );
  await insertRows(
    tx,
    'speaker_format',
    seeded.flatMap(({ id, formatIds }) => [...formatIds].map((formatId) => ({ speakerId: id, formatId }))),
  );
  return seeded;
}

interface Menu {
  readonly topics: readonly { readonly id: number; readonly code: string }[];
  readonly formats: readonly MenuFormat[];
}

function chosen(speaker: DemoSpeaker | undefined, menu: Menu): { topics: number[]; formats: number[] } {
  const ids = (rows: readonly { id: number; code: string }[], codes: string): number[] =>
    rows.filter(({ code }) => codes === 'all' || codes.split(' ').includes(code)).map(({ id }) => id);
  return { topics: ids(menu.topics, speaker?.topics ?? ''), formats: ids(menu.formats, speaker?.formats ?? '') };
}

async function seedCoordinators(tx: Tx, places: DemoPlaces, options: Options): Promise<number[]> {
  const people = await insertWithIds(
    tx,
    'person',
    coordinators.map(({ name }, index) => ({
      name,
      phone: phone(3, index),
      madeUp: true,
      createdAt: longAgo(options.now),
    })),
  );
  // Only the persona can be reached: a township's own coordinator would get the cards in her place, where nobody looks.
  await insertRows(
    tx,
    'chat',
    people.slice(0, 1).map(({ id }) => chat(options, 'staff', 'coordinator', id)),
  );
  const rows = await insertWithIds(
    tx,
    'coordinator',
    coordinators.map(({ name, area }, index) => ({
      ...{ name, areaId: places.areaId(area), personId: people[index]?.id ?? 0, createdAt: longAgo(options.now) },
    })),
  );
  return rows.map(({ id }) => id);
}

async function seedRequesters(tx: Tx, places: DemoPlaces, options: Options): Promise<SeededRequester[]> {
  const people = await insertWithIds(
    tx,
    'person',
    requesters.map(({ name, kind, area, school }, index) => ({
      ...{ name, requesterKind: kind, areaId: places.areaId(area), phone: phone(4, index), madeUp: true },
      schoolId: school === undefined ? null : schoolId(places, school),
      createdAt: longAgo(options.now),
    })),
  );
  const seeded = people.map(
    (person, index): SeededRequester => ({
      id: person.id,
      phone: person.phone,
      name: person.name,
      areaId: person.areaId,
      schoolId: person.schoolId ?? undefined,
      persona: requesters[index]?.persona,
    }),
  );
  await insertRows(
    tx,
    'chat',
    seeded.flatMap(({ id, persona }) => (persona ? [chat(options, 'public', persona, id)] : [])),
  );
  return seeded;
}

const chat = ({ locale, addressOf }: Options, bot: 'public' | 'staff', persona: string, personId: number) => ({
  ...{ bot, channel: 'web' as const, address: addressOf(persona), personId, locale },
});

function schoolId(places: DemoPlaces, name: string): number {
  const school = places.schools.find((known) => known.name === name);
  if (!school) throw new Error(`the demo district has no ${name}`);
  return school.id;
}

const dayMs = 86_400_000;
const longAgo = (now: Date): Date => new Date(now.getTime() - 400 * dayMs);
