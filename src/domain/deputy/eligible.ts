// Who may be a school's legal deputy principal (教育部令第52号): staff of court, procuratorate, police and justice, and
// their retired up to an age; trained; and serving no more schools at once than the rule allows.

import type { LocalDay } from '../calendar.ts';
import type { SpeakerKind } from '../commands-roster.ts';
import { lastDay, overlap, type Span } from './counting-year.ts';
import type { Agency, DeputyRules } from './rules.ts';
import type { DeputyBar } from './views.ts';

export interface PersonFacts {
  readonly kind: SpeakerKind;
  readonly active: boolean;
  /** Without a profile nobody is known to be eligible. */
  readonly profile?: {
    readonly agency: Agency;
    readonly bornOn: LocalDay;
    readonly retired: boolean;
    /** Where that is known. */
    readonly retiredOn?: LocalDay;
  };
  readonly trainingTenths: number;
  readonly terms: readonly HeldTerm[];
}

/** A term that holds a place: somebody has been recommended for it, or serves. */
export interface HeldTerm extends Span {
  readonly schoolId: number;
}

/** Auxiliaries, village and volunteer police and volunteers are no staff of any of the four, whatever a profile says. */
export const deputyKinds: readonly SpeakerKind[] = ['police', 'practitioner', 'guest'];

/** Why the person can't serve this school for this term; undefined: they can, perhaps after training. */
export function barOf(
  { kind, active, profile, terms }: PersonFacts,
  { schoolId, term }: { readonly schoolId: number; readonly term: Span },
  rules: DeputyRules,
): DeputyBar | undefined {
  if (!active) return 'inactive';
  if (!profile || !deputyKinds.includes(kind)) return 'not_eligible';
  const meanwhile = terms.filter((held) => overlap(held, term));
  if (meanwhile.some((held) => held.schoolId === schoolId)) return 'here_already';
  if (profile.retired && ageOn(profile.bornOn, lastDay(term)) > rules.retireeAge) return 'too_old';
  if (profile.retired && servedRetired(terms, term, profile.retiredOn) >= rules.retireeTerms) return 'retiree_term';
  if (mostAtOnce(meanwhile) >= rules.schoolsPerPerson) return 'too_many_schools';
  return undefined;
}

/** Terms before this one that count against a retired person's: those that began in service do not. */
function servedRetired(terms: readonly HeldTerm[], { from: begins }: Span, retiredOn: LocalDay = ''): number {
  return terms.filter(({ from, until }) => from < until && until <= begins && from >= retiredOn).length;
}

/** Whole years; who was born on a leap day has their birthday on the first of March where there is none. */
export function ageOn(bornOn: LocalDay, day: LocalDay): number {
  const years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return day.slice(5) < bornOn.slice(5) ? years - 1 : years;
}

/** Hours of training that are missing before taking post, in tenths. */
export const trainingMissing = (tenths: number, { trainingTenths }: Pick<DeputyRules, 'trainingTenths'>): number =>
  Math.max(0, trainingTenths - tenths);

/** The most of them on any one day. */
function mostAtOnce(terms: readonly Span[]): number {
  const counts = terms.map(({ from }) => terms.filter((one) => one.from <= from && from < one.until).length);
  return Math.max(0, ...counts);
}

/** The lowest of `1` to `most` that none of those who overlap the term have: which of a person's schools, which post. */
export function freeNumber(taken: readonly (Span & { readonly number: number })[], term: Span, most: number) {
  const used = new Set(taken.filter((held) => overlap(held, term)).map(({ number }) => number));
  for (let number = 1; number <= most; number += 1) if (!used.has(number)) return number;
  return undefined;
}

/** A term with its place among a person's schools. */
export interface Placed extends Span {
  readonly id: number;
  readonly number: number;
}

export interface Room {
  readonly number: number;
  /** Whose places change; none where one is free all along. */
  readonly moved: readonly Pick<Placed, 'id' | 'number'>[];
}

/**
 * A place for the term among the person's. Terms that ended early leave every place taken for a part of it: then all
 * are laid anew, the earlier first, which works wherever nobody has more than `most` at once. Undefined: no room.
 */
export function roomFor(taken: readonly Placed[], term: Span, most: number): Room | undefined {
  const free = freeNumber(taken, term, most);
  if (free !== undefined) return { number: free, moved: [] };
  const own = { ...term, id: 0, number: 0 };
  const laid: Placed[] = [];
  for (const one of [...taken, own].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.id - b.id))) {
    const number = freeNumber(laid, one, most);
    if (number === undefined) return undefined;
    laid.push({ ...one, number });
  }
  const before = new Map(taken.map(({ id, number }) => [id, number]));
  const moved = laid.filter(({ id, number }) => id !== own.id && before.get(id) !== number);
  return { number: laid.find(({ id }) => id === own.id)?.number ?? 1, moved };
}
