// How much of the last weeks somebody was there for: who was not can't have given talks, and must not be flooded with
// all of them on the day they come.

interface Presence {
  readonly createdAt: Date;
  readonly away: readonly { readonly from: Date; readonly until: Date }[];
}

/** 0 to 1: the part of the last `days` days in which they were in the team and not away. */
export function presentShare(
  { createdAt, away }: Presence,
  { now, days }: { readonly now: Date; readonly days: number },
): number {
  const end = now.getTime();
  const start = end - days * 86_400_000;
  let at = Math.max(start, createdAt.getTime());
  let present = 0;
  // Times away may overlap each other.
  for (const { from, until } of away.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
    present += Math.max(0, Math.min(from.getTime(), end) - at);
    at = Math.max(at, until.getTime());
  }
  present += Math.max(0, end - at);
  return present / (end - start);
}
