// 宣讲员 out of a file: every line is checked, then all are kept or none. A speaker known already is found by name,
// however it is spelt; empty cells leave what is known as it is.

import { localTime } from '../../domain/calendar.ts';
import type { DeputyRules } from '../../domain/deputy/rules.ts';
import { nameKey } from '../../domain/name-key.ts';
import type { Database, Tx } from '../../store/database.ts';
import { findPlaces, loadPlaces } from './place-tree.ts';
import { readTable } from './read-table.ts';
import { type ImportResult, type Row, readRows } from './rows.ts';
import { appoint, type ByTheRules, deputyParts, type KnownDeputy, newSchools, noteSchools } from './served-schools.ts';
import {
  readSpeakerLine,
  requiredSpeakerColumns,
  type SpeakerColumn,
  type SpeakerLine,
  speakerColumns,
} from './speaker-line.ts';

export async function importSpeakers(
  database: Database,
  path: string,
  { now, timeZone, deputyRules }: { readonly now: Date; readonly timeZone: string; readonly deputyRules: DeputyRules },
): Promise<ImportResult> {
  const file = await readTable(path);
  if (!file.ok) return { ok: false, reason: 'file', fault: file.fault };
  const read = readRows(file.table, speakerColumns, requiredSpeakerColumns);
  if (!read.ok) return read;
  const by: ByTheRules = { today: localTime(now, timeZone).day, rules: deputyRules };
  return database.prisma.$transaction(
    async (tx): Promise<ImportResult> => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('import speakers'))`;
      const lines = await readLines(tx, read.rows, by);
      noteDuplicates(lines);
      await noteSchools(tx, lines, by);
      if (read.faults.length > 0)
        return { ok: false, reason: 'rows', faults: read.faults.sort((a, b) => a.line - b.line) };
      const counts = { added: 0, updated: 0, unchanged: 0 };
      for (const { speaker, known } of lines) if (speaker) counts[await save(tx, speaker, known[0], by)]++;
      const { ignoredColumns, warnings } = read;
      return { ok: true, ...counts, ignoredColumns, ...(warnings.length > 0 && { warnings }) };
    },
    { timeout: 60_000 },
  );
}

type Known = KnownDeputy & {
  readonly topics: readonly number[];
  readonly formats: readonly number[];
};

interface Line {
  readonly row: Row<SpeakerColumn>;
  readonly speaker: SpeakerLine | undefined;
  /** Speakers of this name in the database. */
  readonly known: readonly Known[];
}

async function readLines(tx: Tx, rows: readonly Row<SpeakerColumn>[], { rules }: ByTheRules): Promise<Line[]> {
  const places = await loadPlaces(tx);
  const world = {
    topics: await tx.topic.findMany({ where: { active: true } }),
    formats: await tx.format.findMany({ where: { active: true } }),
    mostSchools: rules.schoolsPerPerson,
    findPlaces: (name: string) => findPlaces(places, name),
  };
  const speakers = await loadKnown(tx);
  const named = index(speakers.map((speaker) => [speaker, [nameKey(speaker.name)]]));
  const alsoCalled = index(speakers.map((speaker) => [speaker, speaker.aliases.map(nameKey)]));
  return rows.map((row) => {
    const key = nameKey(row.get('name'));
    // By alias only where nobody has the name itself.
    return { row, speaker: readSpeakerLine(row, world), known: meant(named.get(key) ?? alsoCalled.get(key) ?? []) };
  });
}

/** Of several the one who is in the team: who left and came back is there twice. */
function meant(found: readonly Known[]): readonly Known[] {
  const active = found.filter((one) => one.active);
  return active.length === 1 ? active : found;
}

async function loadKnown(tx: Tx): Promise<Known[]> {
  const speakers = await tx.speaker.findMany({
    orderBy: { id: 'asc' },
    include: { topics: true, formats: true, ...deputyParts },
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

type Saved = 'added' | 'updated' | 'unchanged';

async function save(tx: Tx, line: SpeakerLine, known: Known | undefined, by: ByTheRules): Promise<Saved> {
  const { topicIds, formatIds, schoolIds, name, ...fields } = line;
  if (known) {
    const changed = [
      differs(known, fields),
      !sameIds(known.topics, topicIds),
      formatIds !== undefined && !sameIds(known.formats, formatIds),
    ];
    const fresh = newSchools(schoolIds, known, by.today);
    if (!changed.includes(true) && fresh.length === 0) return 'unchanged';
    await tx.speaker.update({ where: { id: known.id }, data: fields });
    await setTopics(tx, known.id, topicIds);
    if (formatIds) await setFormats(tx, known.id, formatIds);
    await appoint(tx, known.id, fresh, by);
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
  await appoint(tx, id, schoolIds, by);
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

const sameIds = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((id) => b.includes(id));

/** Whether one of the fields the line names is another one in the row. */
const differs = (row: object, fields: object): boolean => {
  const old = new Map(Object.entries(row));
  return Object.entries(fields).some(([key, value]) => JSON.stringify(old.get(key)) !== JSON.stringify(value));
};
