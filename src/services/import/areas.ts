// 区域 and schools out of a file: every line is checked, then all are kept or none. The same file twice changes nothing.

import { nameKey } from '../../domain/name-key.ts';
import type { Database, Tx } from '../../store/database.ts';
import type { AreaKind } from '../../store/generated/enums.ts';
import { findPlaces, keysOf, loadPlaces, type Spot, type SpotKind } from './place-tree.ts';
import { readTable } from './read-table.ts';
import { type Columns, type ImportResult, type Row, readRows, splitList } from './rows.ts';
import { allowedWords, areaKindWords, codeOf } from './words.ts';

export async function importAreas(database: Database, path: string): Promise<ImportResult> {
  const file = await readTable(path);
  if (!file.ok) return { ok: false, reason: 'file', fault: file.fault };
  const read = readRows(file.table, columns, ['kind', 'name', 'parent']);
  if (!read.ok) return read;
  const lines = read.rows.map(readLine);
  return database.prisma.$transaction(
    async (tx): Promise<ImportResult> => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('import areas'))`;
      const planned = plan(lines, await loadPlaces(tx));
      if (read.faults.length > 0) {
        return { ok: false, reason: 'rows', faults: [...read.faults].sort((a, b) => a.line - b.line) };
      }
      return { ok: true, ...(await save(tx, planned)), ignoredColumns: read.ignoredColumns };
    },
    { timeout: 60_000 },
  );
}

type Column = 'kind' | 'name' | 'nameEn' | 'parent' | 'aliases' | 'latitude' | 'longitude';
const columns: Columns<Column> = {
  kind: ['类型', 'kind', 'type'],
  name: ['名称', 'name'],
  nameEn: ['英文名', 'english name', 'name en'],
  parent: ['上级', 'parent'],
  aliases: ['别名', 'aliases', 'alias'],
  latitude: ['纬度', 'latitude', 'lat'],
  longitude: ['经度', 'longitude', 'lon', 'lng'],
};

/** What may lie directly in what. */
const parentKinds: Record<SpotKind, readonly AreaKind[]> = {
  district: [],
  station: ['district'],
  township: ['district', 'station'],
  village: ['township', 'station'],
  grid: ['village'],
  school: ['township', 'village'],
};

interface LineRead {
  readonly row: Row<Column>;
  readonly kind: SpotKind | undefined;
  readonly name: string;
  readonly data: PlaceData;
}

interface PlaceData {
  readonly aliases?: string[];
  readonly nameEn?: string;
  readonly latitude?: number;
  readonly longitude?: number;
}

function readLine(row: Row<Column>): LineRead {
  const kind = codeOf(areaKindWords, row.get('kind'));
  if (row.get('kind') === '') row.fault('kind', 'missing');
  else if (!kind) row.fault('kind', 'unknown_word', allowedWords(areaKindWords));
  const name = row.get('name');
  if (nameKey(name) === '') row.fault('name', 'missing');
  if ([...name].length > 50) row.fault('name', 'too_long', '50');
  const aliases = splitList(row.get('aliases'));
  const nameEn = row.get('nameEn');
  const data = { ...(aliases.length > 0 ? { aliases } : {}), ...(nameEn ? { nameEn } : {}), ...readCoordinates(row) };
  return { row, kind, name, data };
}

/** In mainland China, which also catches latitude and longitude in each other's columns. */
function readCoordinates(row: Row<Column>): { latitude?: number; longitude?: number } {
  const [latitude, longitude] = (['latitude', 'longitude'] as const).map((column) => row.get(column).normalize('NFKC'));
  if (!latitude && !longitude) return {};
  const inside = (cell: string | undefined, from: number, until: number): boolean =>
    cell !== undefined && cell !== '' && Number(cell) >= from && Number(cell) <= until;
  if (!inside(latitude, 3, 54)) row.fault('latitude', 'bad_coordinates', '3–54');
  if (!inside(longitude, 73, 136)) row.fault('longitude', 'bad_coordinates', '73–136');
  return { latitude: Number(latitude), longitude: Number(longitude) };
}

interface Planned {
  readonly spot: Spot;
  readonly data: PlaceData;
  readonly line: number;
}

/** Every line's place, parents before children. Faults are noted on the rows. */
function plan(lines: readonly LineRead[], tree: readonly Spot[]): Planned[] {
  const known: Spot[] = [...tree];
  const planned: Planned[] = [];
  const order: readonly SpotKind[] = ['district', 'station', 'township', 'village', 'grid', 'school'];
  for (const kind of order) {
    // Places of one kind never lie in each other, so the file may name them in any order.
    for (const line of lines) {
      if (line.kind !== kind || nameKey(line.name) === '') continue;
      const parent = findParent(line.row, kind, known);
      if (parent === 'faulty') continue;
      const existing = known.find(
        (spot) =>
          spot.kind === kind && (kind === 'school' || spot.parent === parent) && spot.keys[0] === nameKey(line.name),
      );
      const before = planned.find(({ spot }) => spot === existing);
      if (before) {
        line.row.fault('name', 'duplicate', String(before.line));
        continue;
      }
      const spot: Spot = existing ?? {
        kind,
        name: line.name,
        keys: keysOf(line.name, line.data.aliases ?? []),
        parent,
      };
      if (!existing) known.push(spot);
      else if (existing.parent !== parent) existing.parent = parent;
      planned.push({ spot, data: line.data, line: line.row.line });
    }
  }
  return planned;
}

/** 上级 is a name, or a path where the name alone is not enough: 小峡街道/第3村. */
function findParent(row: Row<Column>, kind: SpotKind, known: readonly Spot[]): Spot | undefined | 'faulty' {
  const path = row.get('parent');
  const allowed = parentKinds[kind];
  if (allowed.length === 0) {
    if (path === '') return undefined;
    row.fault('parent', 'wrong_parent', '—');
    return 'faulty';
  }
  const words = allowed.map((parentKind) => areaKindWords[parentKind].slice(0, 2).join(' ')).join(', ');
  if (path === '') {
    row.fault('parent', 'missing', words);
    return 'faulty';
  }
  const fits = findPlaces(known, path);
  const right = fits.filter((spot) => allowed.some((parentKind) => parentKind === spot.kind));
  if (right.length === 1) return right[0];
  if (right.length > 1) row.fault('parent', 'ambiguous_area');
  else if (fits.length > 0) row.fault('parent', 'wrong_parent', words);
  else row.fault('parent', 'unknown_area');
  return 'faulty';
}

async function save(
  tx: Tx,
  planned: readonly Planned[],
): Promise<{ added: number; updated: number; unchanged: number }> {
  const counts = { added: 0, updated: 0, unchanged: 0 };
  for (const { spot, data } of planned) {
    const parentId = spot.parent?.id ?? null;
    if (spot.id === undefined) {
      spot.id = (await insert(tx, spot, parentId, data)).id;
      counts.added++;
    } else {
      counts[(await update(tx, spot.kind, spot.id, parentId, data)) ? 'updated' : 'unchanged']++;
    }
  }
  return counts;
}

function insert(tx: Tx, { kind, name }: Spot, parentId: number | null, data: PlaceData): Promise<{ id: number }> {
  if (kind !== 'school') return tx.area.create({ data: { kind, name, parentId, ...data } });
  if (parentId === null) throw new Error('a school lies in an area');
  return tx.school.create({ data: { name, areaId: parentId, ...data } });
}

/** True where something was different. Empty cells leave what is known as it is. */
async function update(tx: Tx, kind: SpotKind, id: number, parentId: number | null, data: PlaceData): Promise<boolean> {
  const old =
    kind === 'school'
      ? await tx.school.findUniqueOrThrow({ where: { id } })
      : await tx.area.findUniqueOrThrow({ where: { id } });
  const moved = 'areaId' in old && parentId !== null && old.areaId !== parentId;
  const before = new Map<string, unknown>(Object.entries(old));
  const differs = Object.entries(data).some(
    ([key, value]) => JSON.stringify(before.get(key)) !== JSON.stringify(value),
  );
  const retired = 'retiredAt' in old && old.retiredAt !== null;
  if (!moved && !differs && !retired) return false;
  if (kind !== 'school') await tx.area.update({ where: { id }, data: { ...data, retiredAt: null } });
  else await tx.school.update({ where: { id }, data: { ...data, ...(moved ? { areaId: parentId } : {}) } });
  return true;
}
