// 宣讲员 out of a file: every line is checked, then all are kept or none. A speaker known already is found by name,
// however it is spelt; empty cells leave what is known as it is.

import { localTime } from '../domain/calendar.ts';
import { nameKey } from '../domain/name-key.ts';
import type { Database, Tx } from '../store/database.ts';
import type { Prisma } from '../store/generated/client.ts';
import { type ImportResult, type Row, readRows } from './import-rows.ts';
import { findPlaces, loadPlaces } from './place-tree.ts';
import { readTable } from './read-table.ts';
import {
  readSpeakerLine,
  requiredSpeakerColumns,
  type SpeakerColumn,
  type SpeakerLine,
  speakerColumns,
} from './speaker-line.ts';

/** A deputy principal's term in years, from the day of the import. */
const termYears = 3;

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
      if (read.faults.length > 0)
        return { ok: false, reason: 'rows', faults: read.faults.sort((a, b) => a.line - b.line) };
      const counts = { added: 0, updated: 0, unchanged: 0 };
      for (const { speaker, known } of lines) if (speaker) counts[await save(tx, speaker, known[0], today)]++;
      return { ok: true, ...counts, ignoredColumns: read.ignoredColumns };
    },
    { timeout: 60_000 },
  );
}

const include = { topics: true, formats: true, appointments: true } satisfies Prisma.SpeakerInclude;
type Known = Prisma.SpeakerGetPayload<{ include: typeof include }>;

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
  const speakers = await tx.speaker.findMany({ include, orderBy: { id: 'asc' } });
  const named = index(speakers.map((speaker) => [speaker, [speaker.name]]));
  const alsoCalled = index(speakers.map((speaker) => [speaker, speaker.aliases]));
  return rows.map((row) => {
    const key = nameKey(row.get('name'));
    // By alias only where nobody has the name itself.
    return { row, speaker: readSpeakerLine(row, world), known: named.get(key) ?? alsoCalled.get(key) ?? [] };
  });
}

function index(speakers: readonly (readonly [Known, readonly string[]])[]): ReadonlyMap<string, readonly Known[]> {
  const found = new Map<string, Known[]>();
  for (const [speaker, names] of speakers) {
    for (const key of new Set(names.map(nameKey))) found.set(key, [...(found.get(key) ?? []), speaker]);
  }
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

async function save(
  tx: Tx,
  line: SpeakerLine,
  known: Known | undefined,
  today: Date,
): Promise<'added' | 'updated' | 'unchanged'> {
  const { topicIds, formatIds, schoolIds, name, ...fields } = line;
  if (!known) {
    // Who says nothing of formats can do them all.
    const formats = formatIds ?? (await tx.format.findMany({ where: { active: true } })).map(({ id }) => id);
    await tx.speaker.create({
      data: {
        name,
        ...fields,
        topics: { create: topicIds.map((topicId) => ({ topicId })) },
        formats: { create: formats.map((formatId) => ({ formatId })) },
        appointments: { create: schoolIds.map((schoolId) => ({ schoolId, from: today, until: termEnd(today) })) },
      },
    });
    return 'added';
  }
  const speakerId = known.id;
  const newTopics = !sameIds(
    known.topics.map(({ topicId }) => topicId),
    topicIds,
  );
  const newFormats =
    formatIds !== undefined &&
    !sameIds(
      known.formats.map(({ formatId }) => formatId),
      formatIds,
    );
  const newSchools = schoolIds.filter(
    (id) => !known.appointments.some(({ schoolId, until }) => schoolId === id && until >= today),
  );
  const changed = differs(known, fields);
  if (!newTopics && !newFormats && newSchools.length === 0 && !changed) return 'unchanged';
  await tx.speaker.update({
    where: { id: speakerId },
    data: {
      ...fields,
      ...(newTopics ? { topics: { deleteMany: {}, create: topicIds.map((topicId) => ({ topicId })) } } : {}),
      ...(newFormats ? { formats: { deleteMany: {}, create: formatIds.map((formatId) => ({ formatId })) } } : {}),
      appointments: { create: newSchools.map((schoolId) => ({ schoolId, from: today, until: termEnd(today) })) },
    },
  });
  return 'updated';
}

function termEnd(from: Date): Date {
  const until = new Date(from);
  until.setUTCFullYear(from.getUTCFullYear() + termYears);
  return until;
}

const sameIds = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((id) => b.includes(id));

/** Whether one of the fields the line names is another one in the row. */
const differs = (row: object, fields: object): boolean => {
  const old = new Map(Object.entries(row));
  return Object.entries(fields).some(([key, value]) => JSON.stringify(old.get(key)) !== JSON.stringify(value));
};
