// The nightly job: once a local night, from whichever process comes first. Knows when, not what.

import { localTime } from '../domain/calendar.ts';
import type { Database } from '../store/database.ts';

export interface Nightly {
  /** Whether tonight's is still to be done. */
  due(): Promise<boolean>;
  /** Does it, unless somebody else has begun. Rejects where it failed: then it is due again. */
  run(): Promise<void>;
}

export interface NightlyOptions {
  readonly database: Pick<Database, 'pool'>;
  readonly name: string;
  /** From this local hour on. */
  readonly hour: number;
  readonly timeZone: string;
  readonly clock: () => Date;
  readonly act: (now: Date) => Promise<void>;
}

export function createNightly({ database, name, hour, timeZone, clock, act }: NightlyOptions): Nightly {
  const { pool } = database;
  /** The local day, once its hour has come. */
  const today = (): string | undefined => {
    const { day, minutes } = localTime(clock(), timeZone);
    return minutes >= hour * 60 ? day : undefined;
  };

  return {
    async due() {
      const day = today();
      if (day === undefined) return false;
      const { rowCount } = await pool.query('SELECT 1 FROM chore WHERE name = $1 AND day >= $2::date', [name, day]);
      return rowCount === 0;
    },
    async run() {
      const day = today();
      if (day === undefined) return;
      // Claimed before it is done: should this process die over it, the rest goes the next night.
      const { rowCount } = await pool.query(
        `INSERT INTO chore (name, day) VALUES ($1, $2::date)
         ON CONFLICT (name) DO UPDATE SET day = excluded.day WHERE chore.day < excluded.day`,
        [name, day],
      );
      if (rowCount !== 1) return;
      try {
        await act(clock());
      } catch (error) {
        await pool.query('DELETE FROM chore WHERE name = $1', [name]);
        throw error;
      }
    },
  };
}
