// Every spelling under which a place of the catalogue may be written, worked out once for each catalogue.

import type { AreaId } from './ids.ts';
import type { Area, Catalogue, Place, School } from './menu.ts';
import type { Names } from './message.ts';
import { nameKey } from './name-key.ts';

/** All forms are keys (see `nameKey`). */
export interface Spellings {
  /** The name, its aliases, and both with another suffix. */
  readonly full: readonly string[];
  /** The name without a suffix: weaker, since it may be a common word. */
  readonly stems: readonly string[];
}

export interface SpelledTownship extends Spellings {
  readonly areaId: AreaId;
}

export interface Spelled extends Spellings {
  readonly place: Place;
  readonly townshipId: AreaId | undefined;
  /** Forms that mean the place only right after its township: 3村. */
  readonly loose: readonly string[];
}

interface CatalogueSpellings {
  readonly places: readonly Spelled[];
  readonly townships: readonly SpelledTownship[];
}

const known = new WeakMap<Catalogue, CatalogueSpellings>();

export function spellingsOf(catalogue: Catalogue): CatalogueSpellings {
  let spellings = known.get(catalogue);
  if (!spellings) {
    const areas = new Map(catalogue.areas.map((area) => [area.id, area]));
    const townships = catalogue.areas
      .filter(({ kind }) => kind === 'township')
      .map((township) => ({
        areaId: township.id,
        ...townshipForms(keysOf(township.names, township.aliases)),
      }));
    const formsOf = new Map(townships.map((township) => [township.areaId, township]));
    const keysIn = (named: Area | School, townshipId: AreaId | undefined): string[] =>
      withoutTownship(
        keysOf(named.names, named.aliases),
        townshipId === undefined ? undefined : formsOf.get(townshipId),
      );
    const villages = catalogue.areas
      .filter(({ kind }) => kind === 'village')
      .map((village) => {
        const townshipId = townshipOf(village.id, areas);
        return { place: { areaId: village.id }, townshipId, ...villageForms(keysIn(village, townshipId)) };
      });
    const schools = catalogue.schools.map((school) => {
      const townshipId = townshipOf(school.areaId, areas);
      const full = unique(keysIn(school, townshipId).flatMap(schoolForms));
      return { place: { areaId: school.areaId, schoolId: school.id }, townshipId, full, stems: [], loose: [] };
    });
    spellings = { places: [...villages, ...schools], townships };
    known.set(catalogue, spellings);
  }
  return spellings;
}

/** Names may carry a remark in brackets, which nobody types. */
function keysOf(names: Names, aliases: readonly string[]): string[] {
  const all = [names.zh, names.en ?? '', ...aliases].flatMap((name) => [
    name,
    name.replace(/\s*[(（][^)）]*[)）]\s*$/u, ''),
  ]);
  return unique(all.map(nameKey)).filter((key) => key !== '');
}

/** 小峡街道第3村 is also 第3村: which one is meant, the township said with it tells. */
function withoutTownship(keys: readonly string[], township: Spellings | undefined): string[] {
  const before = [...(township?.full ?? []), ...(township?.stems ?? [])].sort((a, b) => b.length - a.length);
  const rests = keys.flatMap((key) => {
    const prefix = before.find((form) => key.startsWith(form));
    const rest = prefix === undefined ? '' : key.slice(prefix.length).replace(/^,/, '');
    return rest.length > 2 ? [rest] : [];
  });
  return unique([...keys, ...rests]);
}

function townshipOf(areaId: AreaId, areas: ReadonlyMap<AreaId, Area>): AreaId | undefined {
  const seen = new Set<AreaId>();
  let area = areas.get(areaId);
  while (area && area.kind !== 'township' && !seen.has(area.id)) {
    seen.add(area.id);
    area = area.parentId === null ? undefined : areas.get(area.parentId);
  }
  return area?.kind === 'township' ? area.id : undefined;
}

function villageForms(keys: readonly string[]): Omit<Spelled, 'place' | 'townshipId'> {
  const full: string[] = [];
  const stems: string[] = [];
  const loose: string[] = [];
  for (const key of keys) {
    const { stem = key, suffix = '' } =
      /^(?<stem>.+?)(?<suffix>社区|村|(?:村|社区)?(?:村民|居民)?委员?会|community|village|neighbou?rhood)$/u.exec(key)
        ?.groups ?? {};
    const suffixes = /社区|居/.test(suffix)
      ? ['社区', '居委会', '居民委员会']
      : /[村委]/.test(suffix)
        ? ['村', '村委会', '村民委员会']
        : [suffix];
    full.push(...[key, ...suffixes.map((other) => stem + other)].flatMap(numberForms));
    const { before = '', number } =
      /^(?<before>.*?)第?(?<number>\d{1,2}|[一二三四五六七八九十]{1,3})$/u.exec(stem)?.groups ?? {};
    if (number !== undefined && suffix !== '') {
      const short = suffixes.flatMap((other) =>
        bothNumerals(number).flatMap((said) => [`${before}${said}${other}`, `${before}${said}号${other}`]),
      );
      (before === '' ? loose : full).push(...short);
    } else if (suffix !== '' && stem.length > 1) stems.push(stem);
  }
  return { full: unique(full), stems: unique(stems).filter((stem) => !full.includes(stem)), loose: unique(loose) };
}

function schoolForms(key: string): string[] {
  const { stem = '', suffix = '' } =
    /^(?<stem>.+?)(?<suffix>小学校?|完小|完全小学|初?中学?|高级中学|学校)$/u.exec(key)?.groups ?? {};
  if (stem === '') return [key];
  const suffixes =
    suffix === '学校'
      ? ['学校', '小学', '中学']
      : /小/.test(suffix)
        ? ['小学', '完小', '完全小学', '学校']
        : ['中学', '学校'];
  const forms = [key, ...suffixes.map((other) => stem + other)].flatMap(numberForms);
  // 平安区第一中学 is called 平安一中.
  const { town, number } =
    /^(?<town>.+?)[区县市]?第(?<number>\d{1,2}|[一二三四五六七八九十]{1,3})$/u.exec(stem)?.groups ?? {};
  if (town === undefined || number === undefined) return forms;
  return [...forms, ...bothNumerals(number).map((said) => `${town}${said}${/小/.test(suffix) ? '小' : '中'}`)];
}

function townshipForms(keys: readonly string[]): Spellings {
  const stems = keys.flatMap((key) => {
    const { stem } = townshipSuffix.exec(key)?.groups ?? {};
    return stem === undefined ? [] : [stem];
  });
  const full = [
    ...keys,
    ...stems.flatMap((stem) =>
      /\p{sc=Han}/u.test(stem) ? ['乡', '镇', '街道', '街道办'].map((other) => stem + other) : [],
    ),
  ];
  return { full: unique(full), stems: unique(stems) };
}

const townshipSuffix =
  /^(?<stem>.{2,}?)(?:(?:(?:回|藏|土|撒拉|蒙古|满|苗|彝|壮|侗|瑶|白|傣|哈尼|黎|傈僳|畲|东乡|裕固|保安|哈萨克|维吾尔|羌|朝鲜|土家|布依|纳西|锡伯|达斡尔|各)族)*(?:自治)?(?:乡|镇|街道|街道办事处)|(?:hui|tibetan|tu)?(?:ethnic)?(?:subdistrict|township|town))$/u;

/** 第3村 and 第三村 are one. */
function numberForms(key: string): string[] {
  const { before, number, rest } =
    /^(?<before>.*第)(?<number>\d{1,2}|[一二三四五六七八九十]{1,3})(?<rest>.*)$/u.exec(key)?.groups ?? {};
  if (before === undefined || number === undefined || rest === undefined) return [key];
  return bothNumerals(number).map((said) => before + said + rest);
}

function bothNumerals(number: string): string[] {
  const value = /^\d+$/.test(number) ? Number(number) : hanNumbers.indexOf(number);
  const han = hanNumbers[value];
  return han === undefined || value < 1 ? [number] : [String(value), han];
}

/** 〇 to 九十九 */
const hanNumbers: readonly string[] = Array.from({ length: 100 }, (_, value) => {
  const ones = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
  const tens = Math.floor(value / 10);
  return value === 0 ? '〇' : `${tens > 1 ? ones[tens] : ''}${tens > 0 ? '十' : ''}${ones[value % 10]}`;
});

const unique = (values: readonly string[]): string[] => [...new Set(values)];
