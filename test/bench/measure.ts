// How things are measured: so many at a time, two things in turn so that a machine's drift meets both, medians.

/** Calls `act` with 0 … count - 1, so many at a time; resolves with the calls per second. */
export async function rate(count: number, atATime: number, act: (index: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const begin = performance.now();
  await Promise.all(
    Array.from({ length: Math.min(atATime, count) }, async () => {
      while (next < count) await act(next++);
    }),
  );
  return (count * 1000) / (performance.now() - begin);
}

/** Code runs at its speed after so many rounds that are not counted. */
const warmUps = 3;

/** `rounds` of each in turn, after the warm-up; the median figure of each. */
export async function inTurn<Name extends string>(
  rounds: number,
  contenders: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(contenders) as Name[];
  const figures = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const name of names) {
      const figure = await contenders[name]();
      if (round >= 0) figures.get(name)?.push(figure);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(figures.get(name) ?? [])])) as Record<Name, number>;
}

export const median = (figures: readonly number[]): number => percentile(figures, 50);

export function percentile(figures: readonly number[], percent: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}
