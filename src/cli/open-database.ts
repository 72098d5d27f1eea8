// The database the product would use with this configuration: the running embedded server is joined, a stopped one
// is started and stopped again. Prepared, it has its tables, and in the demo its people; else it is left as it is.

import type { Config } from '../config.ts';
import { createDatabase, type Database } from '../store/database.ts';
import { seedDemo } from '../store/demo.ts';
import { startEmbeddedPostgres } from '../store/embedded-postgres.ts';
import { migrate } from '../store/migrate.ts';

export async function withDatabase<Result>(
  config: Config,
  now: Date,
  { prepare }: { readonly prepare: boolean },
  act: (database: Database) => Promise<Result>,
): Promise<Result> {
  const { databaseUrl, dataDir, demo, timeZone, defaultLocale: locale } = config;
  const server = databaseUrl === undefined ? await startEmbeddedPostgres({ dataDir, log: { info() {} } }) : undefined;
  try {
    const url = databaseUrl ?? server?.url(demo ? 'demo' : 'live') ?? '';
    const database = await createDatabase({ url, poolSize: 2, createMissing: prepare && server !== undefined });
    try {
      if (prepare) await migrate({ pool: database.pool });
      if (prepare && demo) await seedDemo(database, { now, timeZone, locale });
      return await act(database);
    } finally {
      await database.close();
    }
  } finally {
    await server?.stop();
  }
}
