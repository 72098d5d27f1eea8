// A database of a test's own: empty, migrated, copied from the template in a moment.

import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { createDatabase, type Database } from '../src/store/database.ts';

export interface TestDatabase {
  readonly url: string;
  readonly database: Database;
  /** Closes the pool and removes the database. */
  drop(): Promise<void>;
}

export async function createTestDatabase(options: { poolSize?: number } = {}): Promise<TestDatabase> {
  const template = new URL(inject('templateUrl'));
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(template, (server) =>
    server.query(`CREATE DATABASE ${name} TEMPLATE ${server.escapeIdentifier(template.pathname.slice(1))}`),
  );
  const url = new URL(template);
  url.pathname = `/${name}`;
  const database = await createDatabase({
    url: url.href,
    poolSize: options.poolSize ?? 5,
  });
  return {
    url: url.href,
    database,
    drop: async () => {
      await database.close();
      // A test that left a connection open must not keep the database.
      await onServer(template, (server) => server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

async function onServer(template: URL, act: (server: pg.Client) => Promise<unknown>): Promise<void> {
  const url = new URL(template);
  url.pathname = '/postgres';
  const server = new pg.Client({ connectionString: url.href });
  await server.connect();
  try {
    await act(server);
  } finally {
    await server.end();
  }
}
