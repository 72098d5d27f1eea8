// Schools out of a file: every line is checked, then all are kept or none. A school known already is found by name,
// however it is spelt; empty cells leave what is known as it is. Contacts named there get a one-time code each.

import { nameKey } from '../../domain/name-key.ts';
import type { Database, Tx } from '../../store/database.ts';
import { createInvite } from '../invites.ts';
import { findNamed, findPlaces, loadPlaces, type Spot } from './place-tree.ts';
import { readTable } from './read-table.ts';
import { type ImportResult, type Row, readRows, splitList } from './rows.ts';
import { readSchoolLine, type SchoolColumn, type SchoolLine, schoolColumns } from './school-line.ts';

export async function importSchools(
  database: Database,
  path: string,
  { now }: { readonly now: Date },
): Promise<ImportResult> {
  const file = await readTable(path);
  if (!file.ok) return { ok: false, reason: 'file', fault: file.fault };
  const read = readRows(file.table, schoolColumns, ['name']);
  if (!read.ok) return read;
  const lines = read.rows.map((row) => ({ row, line: readSchoolLine(row) }));
  return database.prisma.$transaction(
    async (tx): Promise<ImportResult> => {
      // The same lock as for areas, which bring schools as well.
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('import areas'))`;
      const planned = plan(lines, await loadPlaces(tx));
      if (read.faults.length > 0)
        return { ok: false, reason: 'rows', faults: read.faults.sort((a, b) => a.line - b.line) };
      const counts = { added: 0, updated: 0, unchanged: 0 };
      const invites: { school: string; name: string; code: string }[] = [];
      for (const one of planned) {
        const { id, areaId, saved } = await save(tx, one);
        counts[saved]++;
        for (const name of await strangers(tx, id, one.line.contacts, now)) {
          const { code } = await createInvite(tx, { role: 'school_contact', name, areaId, schoolId: id, now });
          invites.push({ school: one.line.name, name, code });
        }
      }
      return { ok: true, ...counts, ignoredColumns: read.ignoredColumns, invites };
    },
    { timeout: 60_000 },
  );
}

interface Planned {
  readonly line: SchoolLine;
  /** The school in the database. */
  readonly known: Spot | undefined;
  /** Undefined: where it has been. */
  readonly areaId: number | undefined;
}

/** Faults are noted on the rows. */
function plan(
  lines: readonly { readonly row: Row<SchoolColumn>; readonly line: SchoolLine }[],
  places: readonly Spot[],
): Planned[] {
  const first = new Map<Spot | string, number>();
  return lines.map(({ row, line }) => {
    const named = findNamed(places, line.name).filter(({ kind }) => kind === 'school');
    const [known] = named;
    if (named.length > 1) row.fault('name', 'ambiguous_area');
    const key = known ?? nameKey(line.name);
    const before = first.get(key);
    if (key !== '' && before !== undefined) row.fault('name', 'duplicate', String(before));
    else first.set(key, row.line);
    return { line, known, areaId: findArea(row, places, known !== undefined) };
  });
}

/** A new school has to say where it is. */
function findArea(row: Row<SchoolColumn>, places: readonly Spot[], isKnown: boolean): number | undefined {
  const cell = row.get('area');
  if (cell === '') {
    if (!isKnown) row.fault('area', 'missing');
    return undefined;
  }
  const found = findPlaces(places, cell).filter(({ kind }) => kind === 'township' || kind === 'village');
  if (found.length === 0) row.fault('area', 'unknown_area');
  if (found.length > 1) row.fault('area', 'ambiguous_area');
  return found.length === 1 ? found[0]?.id : undefined;
}

async function save(
  tx: Tx,
  { line: { name, data }, known, areaId }: Planned,
): Promise<{ id: number; areaId: number; saved: 'added' | 'updated' | 'unchanged' }> {
  if (known?.id === undefined) {
    if (areaId === undefined) throw new Error('a school lies in an area');
    const { id } = await tx.school.create({ data: { name, areaId, ...data } });
    return { id, areaId, saved: 'added' };
  }
  const old = await tx.school.findUniqueOrThrow({ where: { id: known.id } });
  const before = new Map<string, unknown>(Object.entries(old));
  const wanted = { ...data, areaId: areaId ?? old.areaId, retiredAt: null };
  const kept = { id: old.id, areaId: wanted.areaId };
  if (Object.entries(wanted).every(([key, value]) => before.get(key) === value)) return { ...kept, saved: 'unchanged' };
  await tx.school.update({ where: { id: old.id }, data: wanted });
  return { ...kept, saved: 'updated' };
}

/** Contacts who have neither joined nor a code that they could still use. */
async function strangers(tx: Tx, schoolId: number, names: readonly string[], now: Date): Promise<string[]> {
  if (names.length === 0) return [];
  const contacts = await tx.schoolContact.findMany({ where: { schoolId, active: true }, select: { name: true } });
  const invited = await tx.invite.findMany({
    where: { schoolId, role: 'school_contact', usedAt: null, expiresAt: { gt: now } },
    select: { name: true },
  });
  // Of a name with a comma or a stroke in it, which a coordinator may give, the export's cell is read as several.
  const own = [...contacts, ...invited].flatMap(({ name }) => (name === null ? [] : [name, ...splitList(name)]));
  const known = new Set(own.map(nameKey));
  return names.filter((name) => !known.has(nameKey(name)));
}
