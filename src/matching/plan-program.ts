// The plan as a mixed-integer programme: the seats' columns first, then each speaker's talks one by one (what the k-th
// is worth), then the coverage of villages that several orders are for. Each kind of row has its comment below.

import type { Interval, MatchRules, SpeakerToMatch, Targets } from './facts.ts';
import { apartPairs, conflictCliques } from './plan-conflicts.ts';
import { groupBy } from './plan-groups.ts';
import type { Seat, Seats } from './plan-seats.ts';
import { tenthsOf } from './plan-seats.ts';
import type { Timetable } from './plan-timetable.ts';
import { createProgram, type Program, type ProgramBuilder } from './program.ts';
import { loadTerm } from './score.ts';

export interface PlanProgram {
  readonly size: { readonly columns: number; readonly rows: number };
  /** In tenths: more than this no plan has, as far as can be said without solving. */
  readonly mostPoints: number;
  /** These seats can't be had together. */
  forbid(seats: readonly Seat[]): void;
  /** `chosen`: a plan to start from. */
  build(chosen: readonly Seat[]): Program;
}

export async function createPlanProgram(
  seats: Seats,
  targets: Targets,
  timetable: Timetable,
  rules: MatchRules,
): Promise<PlanProgram> {
  const program = createProgram();
  for (const { tenths } of seats.all) program.column(tenths);
  for (const own of seats.byOrder.values()) addOrder(program, own);
  const talks = addLoads(program, seats, targets, rules);
  for (const clique of await conflictCliques(seats.all, timetable, rules))
    program.row(columnsOf(clique), { atMost: 1 });
  addLimits(program, seats);
  const coverage = addCoverage(program, seats);

  return {
    get size() {
      return program.size;
    },
    mostPoints: mostPoints(program, seats),
    forbid: (together) => program.row(columnsOf(together), { atMost: together.length - 1 }),
    build(chosen) {
      const start = new Float64Array(program.size.columns);
      for (const { column } of chosen) start[column] = 1;
      for (const { members, pieces } of talks) {
        const taken = members.filter(({ column }) => start[column] === 1).length;
        for (const column of pieces.slice(0, taken)) start[column] = 1;
      }
      for (const group of coverage) {
        const first = group.find(({ leads }) => leads.some((column) => start[column] === 1));
        if (first) start[first.column] = 1;
      }
      return program.build(start);
    },
  };
}

/** Everybody at their best, in nobody's way. */
function mostPoints(program: ProgramBuilder, { all, byOrder }: Seats): number {
  const best = (own: readonly Seat[], role: Seat['role']): number =>
    own.reduce((most, seat) => (seat.role === role ? Math.max(most, seat.tenths) : most), 0);
  const served = [...byOrder.values()].reduce((total, own) => total + best(own, 'lead') + best(own, 'assistant'), 0);
  return program.points.slice(all.length).reduce((total, points) => total + Math.max(0, points), served);
}

const columnsOf = (seats: readonly Seat[]): number[] => seats.map(({ column }) => column);

function addOrder(program: ProgramBuilder, seats: readonly Seat[]): void {
  const [first] = seats;
  if (!first) return;
  const { people, kits } = first.order.format;
  const leads = seats.filter(({ role }) => role === 'lead');
  // An order is served once, if at all.
  program.row(columnsOf(leads), { atMost: 1 });
  if (people === 1 && kits.length === 0) return;
  for (const window of new Set(seats.map((seat) => seat.window))) {
    const here = seats.filter((seat) => seat.window === window);
    const lead = columnsOf(here.filter(({ role }) => role === 'lead'));
    const tie = (helpers: readonly Seat[], each: number): void => {
      const coefficients = [...helpers.map(() => 1), ...lead.map(() => -each)];
      program.row([...columnsOf(helpers), ...lead], { atLeast: 0, atMost: 0 }, coefficients);
    };
    // Whoever goes goes with an assistant and the kits, at the same time.
    if (people === 2)
      tie(
        here.filter(({ role }) => role === 'assistant'),
        1,
      );
    for (const kind of new Set(kits)) {
      const needed = kits.filter((one) => one === kind).length;
      tie(
        here.filter(({ resource }) => resource.kind === 'kit' && resource.kit.kind === kind),
        needed,
      );
    }
    // Each could at some time of the window, but not both at the same.
    for (const pair of apartPairs(here)) program.row(columnsOf(pair), { atMost: 1 });
  }
}

interface Talks {
  readonly members: readonly Seat[];
  readonly pieces: readonly number[];
}

/** As many pieces as talks: the k-th is worth less than the one before, so the best come first by themselves. */
function addLoads(program: ProgramBuilder, { all }: Seats, targets: Targets, { weights }: MatchRules): Talks[] {
  return [...bySpeaker(all)].map(([speaker, members]) => {
    const most = Math.min(new Set(members.map(({ order }) => order)).size, roomOf(speaker, members));
    const pieces = Array.from({ length: most }, (_, index) =>
      program.column(tenthsOf([loadTerm('load', speaker, targets, weights, index + 1)])),
    );
    const coefficients = [...members.map(() => 1), ...pieces.map(() => -1)];
    program.row([...columnsOf(members), ...pieces], { atLeast: 0, atMost: 0 }, coefficients);
    return { members, pieces };
  });
}

/** How many talks the weekly limits leave. */
function roomOf(speaker: SpeakerToMatch, members: readonly Seat[]): number {
  const weeks = groupBy(members, (seat) => momentOf(seat).week.from.getTime());
  return [...weeks.values()].reduce(
    (total, [first]) => total + (first ? left(speaker, 'weeklyLimit', momentOf(first).week) : 0),
    0,
  );
}

/** Daily and weekly limits, where they are less than what could be taken. */
function addLimits(program: ProgramBuilder, { all }: Seats): void {
  for (const [speaker, members] of bySpeaker(all)) {
    limit(speaker, members, 'dailyLimit', 'today');
    limit(speaker, members, 'weeklyLimit', 'week');
  }

  function limit(
    speaker: SpeakerToMatch,
    members: readonly Seat[],
    of: 'dailyLimit' | 'weeklyLimit',
    span: 'today' | 'week',
  ): void {
    for (const [first, ...others] of groupBy(members, (seat) => momentOf(seat)[span].from.getTime()).values()) {
      if (!first) continue;
      const inside = [first, ...others];
      const atMost = left(speaker, of, momentOf(first)[span]);
      if (new Set(inside.map(({ order }) => order)).size > atMost) program.row(columnsOf(inside), { atMost });
    }
  }
}

const momentOf = ({ starts: [{ moment }] }: Seat) => moment;

const left = (
  { bookings, ...speaker }: SpeakerToMatch,
  of: 'dailyLimit' | 'weeklyLimit',
  { from, until }: Interval,
): number => Math.max(0, speaker[of] - bookings.filter(({ startsAt }) => from <= startsAt && startsAt < until).length);

type Covering = readonly { readonly column: number; readonly leads: readonly number[] }[];

/** Several orders cover the same: one of those that are served counts. Most points first. */
function addCoverage(program: ProgramBuilder, { coverage, byOrder }: Seats): Covering[] {
  return coverage.map((group) => {
    const members = group
      .map(({ order, tenths }) => ({ tenths, leads: leadColumns(byOrder.get(order) ?? []) }))
      .filter(({ leads }) => leads.length > 0)
      .sort((a, b) => b.tenths - a.tenths)
      .map(({ tenths, leads }) => ({ column: program.column(tenths), leads }));
    for (const { column, leads } of members)
      program.row([column, ...leads], { atMost: 0 }, [1, ...leads.map(() => -1)]);
    if (members.length > 1)
      program.row(
        members.map(({ column }) => column),
        { atMost: 1 },
      );
    return members;
  });
}

const leadColumns = (seats: readonly Seat[]): number[] => columnsOf(seats.filter(({ role }) => role === 'lead'));

function bySpeaker(seats: readonly Seat[]): Map<SpeakerToMatch, Seat[]> {
  const grouped = groupBy(
    seats.filter(({ resource }) => resource.kind === 'speaker'),
    ({ resource }) => resource.index,
  );
  return new Map(
    [...grouped.values()].flatMap((own): [SpeakerToMatch, Seat[]][] => {
      const resource = own[0]?.resource;
      return resource?.kind === 'speaker' ? [[resource.speaker, own]] : [];
    }),
  );
}
