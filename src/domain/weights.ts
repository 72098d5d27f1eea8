// What each reason weighs in 派单, in points: one table, and an operator can set every line of it. Matching adds the
// points up (matching/score.ts); the best plan is the one with the highest sum.

export interface WeightLine {
  readonly points: number;
  /** What the points are given for. */
  readonly unit: string;
  readonly why: string;
}

export const weightTable = {
  served: { points: 1000, unit: 'per order', why: 'an order served is worth more than any choice of who serves it' },
  waiting: { points: 1, unit: 'per day waited', why: 'who has waited longest comes first' },
  waiting_cap: { points: 30, unit: 'at most', why: 'an old order must not crowd out everything else' },
  deadline: {
    points: 30,
    unit: 'on the last day, falling to 0 two weeks before',
    why: 'this order cannot be served later',
  },
  coverage: { points: 40, unit: 'per village and topic not served this year', why: 'every village hears every topic' },
  case_factor: { points: 1, unit: 'times coverage where cases are highest', why: 'where it happens, it is needed' },
  preference: { points: 200, unit: 'once', why: 'the requester asked for this speaker' },
  own_area: { points: 20, unit: 'once', why: 'people know their own officer' },
  load: { points: 16, unit: 'per talk below the fair share', why: 'talks are shared fairly over 90 days' },
  rating: { points: 10, unit: "per star above the team's mean", why: 'good speakers are heard more' },
  rating_trust: { points: 10, unit: 'ratings', why: "with as many ratings, half of the way from the team's mean" },
  distance: { points: -0.5, unit: 'per kilometre of road', why: 'time on the road is lost' },
  continuity: { points: 4, unit: 'per earlier talk here', why: 'a known face is trusted' },
  continuity_cap: { points: 12, unit: 'at most', why: 'a village must not belong to one speaker for ever' },
  stability: { points: 20, unit: 'once', why: 'what the standing plan says is not moved without need' },
  window: { points: -30, unit: 'per step down the list of wished times', why: 'the first wish counts most' },
} as const satisfies Record<string, WeightLine>;

export type WeightCode = keyof typeof weightTable;
export type Weights = Readonly<Record<WeightCode, number>>;

const points = (code: WeightCode): number => weightTable[code].points;

export const isWeightCode = (key: string): key is WeightCode => Object.hasOwn(weightTable, key);

/** The defaults, with what an operator has set in their places. */
export function weightsFrom(settings: readonly { readonly key: string; readonly value: number }[]): Weights {
  const set = settings.flatMap(({ key, value }) => (isWeightCode(key) ? [[key, value] as const] : []));
  return { ...defaultWeights, ...Object.fromEntries(set) };
}

export const defaultWeights: Weights = {
  served: points('served'),
  waiting: points('waiting'),
  waiting_cap: points('waiting_cap'),
  deadline: points('deadline'),
  coverage: points('coverage'),
  case_factor: points('case_factor'),
  preference: points('preference'),
  own_area: points('own_area'),
  load: points('load'),
  rating: points('rating'),
  rating_trust: points('rating_trust'),
  distance: points('distance'),
  continuity: points('continuity'),
  continuity_cap: points('continuity_cap'),
  stability: points('stability'),
  window: points('window'),
};
