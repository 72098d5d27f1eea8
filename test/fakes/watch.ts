// Waiting for something to become true without sleeping: looks again at every change.

export interface Watch {
  changed(): void;
  /** Resolves with the first thing that `look` finds. The limit only makes a hopeless wait say what there was. */
  until<T>(look: () => T | undefined, describe: () => string): Promise<T>;
}

const hopelessMs = 60_000;

export function createWatch(): Watch {
  const checks = new Set<() => void>();
  return {
    changed() {
      for (const check of checks) check();
    },
    until: (look, describe) =>
      new Promise((resolve, reject) => {
        const end = () => {
          clearTimeout(limit);
          checks.delete(check);
        };
        const check = () => {
          const found = look();
          if (found === undefined) return;
          end();
          resolve(found);
        };
        const limit = setTimeout(() => {
          end();
          reject(new Error(`never came; there is ${describe()}`));
        }, hopelessMs);
        checks.add(check);
        check();
      }),
  };
}
