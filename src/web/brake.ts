// A brake on guessing: so many wrong tries in so many minutes, then no more for a while. Of this process only, and
// bounded, so that guessing cannot fill the memory either.

export interface Brake {
  /** Whether any of these keys has used up its tries. */
  isOn(keys: readonly string[]): boolean;
  /** Counts one wrong try for each of the keys. */
  wrong(keys: readonly string[]): void;
}

export interface BrakeOptions {
  readonly tries: number;
  readonly windowMs: number;
  readonly maxKeys: number;
  readonly clock: () => Date;
}

export function createBrake({ tries, windowMs, maxKeys, clock }: BrakeOptions): Brake {
  // In the order of the first try, so that the oldest entry is the first to fall out.
  const counts = new Map<string, { since: number; wrong: number }>();
  const current = (key: string) => {
    const found = counts.get(key);
    return found && clock().getTime() - found.since < windowMs ? found : undefined;
  };

  return {
    isOn: (keys) => keys.some((key) => (current(key)?.wrong ?? 0) >= tries),

    wrong(keys) {
      for (const key of keys) {
        const known = current(key);
        if (known) {
          known.wrong++;
          continue;
        }
        counts.delete(key);
        counts.set(key, { since: clock().getTime(), wrong: 1 });
        const [oldest] = counts.keys();
        if (counts.size > maxKeys && oldest !== undefined) counts.delete(oldest);
      }
    },
  };
}
