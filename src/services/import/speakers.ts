// 宣讲员 out of a file: every line is checked, then all are kept or none. A speaker known already is found by name,
// however it is spelt; empty cells leave what is known as it is.

import { localTime } from '../../domain/calendar.ts';
import { termFrom } from '../../domain/deputy/counting-year.ts';
import { freeNumber } from '../../domain/deputy/eligible.ts';
import { holding } from '../../domain/deputy/lifecycle.ts';
import { defaultDeputyRules } from '../../domain/deputy/rules.ts';
import type { AppointmentState } from '../../domain/deputy/views.ts';
import { nameKey } from '../../domain/name-key.ts';
import type { Database, Tx } from '../../store/database.ts';
import { findPlaces, loadPlaces } from './place-tree.ts';
import { readTable } from './read-table.ts';
import { type ImportResult, type Row, readRows } from './rows.ts';
import {
  maxSchools,
  readSpeakerLine,
  requiredSpeakerColumns,
  type SpeakerColumn,
  type SpeakerLine,
  speakerColumns,
} from './speaker-line.ts';

export async function importSpeakers(
  database: Database,
  path: string,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): Promise<ImportResult> {
  const file = await readTable(path);
  if (!file.ok) return { ok: false, reason: 'file', fault: file.fault };
  const read = readRows(file.table, speakerColumns, requiredSpeakerColumns);
  if (!read.ok) return read;
  const today = new Date(`${localTime(now, timeZone).day}T00:00:00Z`);
  return database.prisma.$transaction(
    async (tx): Promise<ImportResult> => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('import speakers'))`;
      const lines = await readLines(tx, read.rows);
      noteDuplicates(lines);
      noteSchools(lines, today);
      if (read.faults.length > 0)
        return { ok: false, reason: 'rows', faults: read.faults.sort((a, b) => a.line - b.line) };
      const counts = { added: 0, updated: 0, unchanged: 0 };
      for (const { speaker, known } of lines) if (speaker) counts[await save(tx, speaker, known[0], today)]++;
      return { ok: true, ...counts, ignoredColumns: read.ignoredColumns };
    },
    { timeout: 60_000 },
  );
}

interface Known {
  readonly id: number;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly topics: readonly number[];
  readonly formats: readonly number[];
  readonly active: boolean;
  readonly appointments: readonly Held[];
}

interface Held {
  readonly schoolId: number;
  readonly state: AppointmentState;
  readonly until: Date;
  readonly endedOn: Date | null;
}

interface Line {
  readonly row: Row<SpeakerColumn>;
  readonly speaker: SpeakerLine | undefined;
  /** Speakers of this name in the database. */
  readonly known: readonly Known[];
}

async function readLines(tx: Tx, rows: readonly Row<SpeakerColumn>[]): Promise<Line[]> {
  const places = await loadPlaces(tx);
  const world = {
    topics: await tx.topic.findMany({ where: { active: true } }),
    formats: await tx.format.findMany({ where: { active: true } }),
    findPlaces: (name: string) => findPlaces(places, name),
  };
  const speakers = await loadKnown(tx);
  const named = index(speakers.map((speaker) => [speaker, [nameKey(speaker.name)]]));
  const alsoCalled = index(speakers.map((speaker) => [speaker, speaker.aliases.map(nameKey)]));
  return rows.map((row) => {
    const key = nameKey(row.get('name'));
    // By alias only where nobody has the name itself.
    return { row, speaker: readSpeakerLine(row, world), known: named.get(key) ?? alsoCalled.get(key) ?? [] };
  });
}

async function loadKnown(tx: Tx): Promise<Known[]> {
  const speakers = await tx.speaker.findMany({
    orderBy: { id: 'asc' },
    include: { topics: true, formats: true, appointments: { where: { state: { in: [...holding, 'ended'] } } } },
  });
  return speakers.map((speaker) => ({
    ...speaker,
    topics: speaker.topics.map(({ topicId }) => topicId),
    formats: speaker.formats.map(({ formatId }) => formatId),
  }));
}

/** The items under each of their keys, in order. */
function index<Item, Key>(items: readonly (readonly [Item, readonly Key[]])[]): ReadonlyMap<Key, readonly Item[]> {
  const found = new Map<Key, Item[]>();
  for (const [item, keys] of items) for (const key of new Set(keys)) found.set(key, [...(found.get(key) ?? []), item]);
  return found;
}

function noteDuplicates(lines: readonly Line[]): void {
  const first = new Map<string | Known, number>();
  for (const { row, known } of lines) {
    const key = nameKey(row.get('name'));
    if (key === '') continue;
    const before = first.get(key) ?? (known[0] && first.get(known[0]));
    if (before !== undefined) row.fault('name', 'duplicate', String(before));
    else if (known.length > 1) row.fault('name', 'several_speakers');
    else for (const one of [key, ...known]) first.set(one, row.line);
  }
}

/** With the schools they serve already, which the file need not name. */
function noteSchools(lines: readonly Line[], today: Date): void {
  for (const { row, speaker, known } of lines) {
    if (!speaker || speaker.schoolIds.length === 0 || speaker.schoolIds.length > maxSchools) continue;
    const served = (known[0]?.appointments ?? []).filter(
      ({ state, endedOn, until }) => holding.includes(state) && (endedOn ?? until) > today,
    );
    const kept = new Set(served.map(({ schoolId }) => schoolId));
    const all = new Set([...kept, ...speaker.schoolIds]);
    if (all.size > maxSchools && all.size > kept.size) row.fault('schools', 'too_many_schools', String(maxSchools));
  }
}

type Saved = 'added' | 'updated' | 'unchanged';

async function save(tx: Tx, line: SpeakerLine, known: Known | undefined, today: Date): Promise<Saved> {
  const { topicIds, formatIds, schoolIds, name, ...fields } = line;
  if (known) {
    const changed = [
      differs(known, fields),
      !sameIds(known.topics, topicIds),
      formatIds !== undefined && !sameIds(known.formats, formatIds),
    ];
    // What ended before its term stays so, though the file says what it always said: a new letter is the school's to ask.
    const newSchools = schoolIds.filter(
      (id) => known.active && !known.appointments.some(({ schoolId, until }) => schoolId === id && until > today),
    );
    if (!changed.includes(true) && newSchools.length === 0) return 'unchanged';
    await tx.speaker.update({ where: { id: known.id }, data: fields });
    await setTopics(tx, known.id, topicIds);
    if (formatIds) await setFormats(tx, known.id, formatIds);
    await appoint(tx, known.id, newSchools, today);
    return 'updated';
  }
  const { id } = await tx.speaker.create({ data: { name, ...fields } });
  await setTopics(tx, id, topicIds);
  // Who says nothing of formats can do them all.
  await setFormats(
    tx,
    id,
    formatIds ?? (await tx.format.findMany({ where: { active: true } })).map((format) => format.id),
  );
  await appoint(tx, id, schoolIds, today);
  return 'added';
}

async function setTopics(tx: Tx, speakerId: number, topicIds: readonly number[]): Promise<void> {
  await tx.speakerTopic.deleteMany({ where: { speakerId } });
  await tx.speakerTopic.createMany({ data: topicIds.map((topicId) => ({ speakerId, topicId })) });
}

async function setFormats(tx: Tx, speakerId: number, formatIds: readonly number[]): Promise<void> {
  await tx.speakerFormat.deleteMany({ where: { speakerId } });
  await tx.speakerFormat.createMany({ data: formatIds.map((formatId) => ({ speakerId, formatId })) });
}

/** As it is said to be: each takes the next of the person's places, and of the school's posts, that nobody has. */
async function appoint(tx: Tx, speakerId: number, schoolIds: readonly number[], today: Date): Promise<void> {
  const term = termFrom(dayOf(today), defaultDeputyRules);
  for (const schoolId of schoolIds) {
    const held = await tx.deputyPrincipalAppointment.findMany({
      where: { OR: [{ speakerId }, { schoolId }], state: { in: [...holding] } },
    });
    const taken = held.map((row) => ({ ...row, from: dayOf(row.from), until: dayOf(row.endedOn ?? row.until) }));
    const slots = taken.filter((row) => row.speakerId === speakerId).map((row) => ({ ...row, number: row.slot }));
    const posts = taken.filter((row) => row.schoolId === schoolId).map((row) => ({ ...row, number: row.post }));
    await tx.deputyPrincipalAppointment.create({
      data: {
        ...{ speakerId, schoolId, from: new Date(term.from), until: new Date(term.until) },
        slot: freeNumber(slots, term, slots.length + 1) ?? slots.length + 1,
        post: freeNumber(posts, term, posts.length + 1) ?? posts.length + 1,
      },
    });
  }
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

const sameIds = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((id) => b.includes(id));

/** Whether one of the fields the line names is another one in the row. */
const differs = (row: object, fields: object): boolean => {
  const old = new Map(Object.entries(row));
  return Object.entries(fields).some(([key, value]) => JSON.stringify(old.get(key)) !== JSON.stringify(value));
};
