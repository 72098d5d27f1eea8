// What each reason weighs in 派单, in points: one table, and an operator can set every line of it (`cli weights`; the texts
// there say the same in words). Matching adds the points up (matching/score.ts); the best plan has the highest sum.
// The figures were tuned on generated districts (npm run bench -- matching).

export const defaultWeights = {
  /** Per order: that one is served is worth more than any choice of who serves it. */
  served: 1000,
  /** Per day waited, up to the cap: who has waited longest comes first, but does not crowd out everything else. */
  waiting: 1,
  waiting_cap: 30,
  /** On the last day of the order's times, falling to 0 two weeks before: it can't be served later. */
  deadline: 30,
  /** Per village and topic not served this year; times 1 + this factor where cases are highest. */
  coverage: 40,
  case_factor: 1,
  /** Once: the requester asked for this speaker. */
  preference: 200,
  /** Once: people know their own officer. */
  own_area: 20,
  /** Per talk below the fair share of 90 days. */
  load: 16,
  /** Per star above the team's mean; with `rating_trust` ratings a speaker's own mean counts half. */
  rating: 10,
  rating_trust: 10,
  /** Per kilometre of road: time on the road is lost. */
  distance: -0.5,
  /** Per earlier talk in this village or school, up to the cap: a known face is trusted, but owns no village. */
  continuity: 4,
  continuity_cap: 12,
  /** Once: what the standing plan says is not moved without need. */
  stability: 20,
  /** Per step down the list of wished times. */
  window: -30,
  /** Once: not at the hour that was named, but at another of the same half-day. */
  clock: -20,
} as const satisfies Record<string, number>;

export type WeightCode = keyof typeof defaultWeights;
export type Weights = Readonly<Record<WeightCode, number>>;

export const isWeightCode = (key: string): key is WeightCode => Object.hasOwn(defaultWeights, key);
export const weightCodes: readonly WeightCode[] = Object.keys(defaultWeights).filter(isWeightCode);

/** The defaults, with what an operator has set in their places. */
export function weightsFrom(settings: readonly { readonly key: string; readonly value: number }[]): Weights {
  const set = settings.flatMap(({ key, value }) => (isWeightCode(key) ? [[key, value] as const] : []));
  return { ...defaultWeights, ...Object.fromEntries(set) };
}
