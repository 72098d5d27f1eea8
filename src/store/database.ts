// One connection pool to PostgreSQL, shared by Prisma and BullMQ. Knows no table.

import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { StartError } from '../start-error.ts';
import { type Prisma, PrismaClient } from './generated/client.ts';

export interface Database {
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;
  close(): Promise<void>;
}

/** The client inside an interactive transaction. */
export type Tx = Prisma.TransactionClient;

export interface DatabaseOptions {
  readonly url: string;
  readonly poolSize: number;
  /** Creates the database when the server has none of that name. */
  readonly createMissing?: boolean;
  /** An idle connection was lost; the pool opens another. */
  readonly onConnectionLost?: (error: Error) => void;
}

/** Throws a StartError where the server does not answer or refuses. */
export async function createDatabase(options: DatabaseOptions): Promise<Database> {
  try {
    if (options.createMissing) await createIfMissing(options.url);
    const pool = new pg.Pool({
      connectionString: options.url,
      max: options.poolSize,
      // Long enough for a queue of waiting transactions, short enough to notice a server that is gone.
      connectionTimeoutMillis: 45_000,
      application_name: 'fengdian',
      // BullMQ's statements name its tables without their schema.
      options: '-c search_path=public,bullmq',
    });
    const onConnectionLost = options.onConnectionLost ?? (() => {});
    pool.on('error', onConnectionLost);
    const names = new Map<string, string>();
    const adapter = new PrismaPg(pool, {
      onConnectionError: onConnectionLost,
      statementNameGenerator: ({ sql }) => statementName(names, sql),
    });
    const prisma = new PrismaClient({
      adapter,
      // Under a rush, transactions wait for a connection instead of failing after Prisma's two seconds.
      transactionOptions: { maxWait: 45_000, timeout: 20_000 },
      errorFormat: 'minimal',
    });
    try {
      await pool.query('SELECT 1');
    } catch (error) {
      await pool.end();
      throw error;
    }
    const close = async () => {
      await prisma.$disconnect();
      await pool.end();
    };
    let closed: Promise<void> | undefined;
    return {
      pool,
      prisma,
      close: () => {
        closed ??= close();
        return closed;
      },
    };
  } catch (cause) {
    throw new StartError(`The database at ${placeOf(options.url)} cannot be used: ${reasonOf(cause)}.`, { cause });
  }
}

/** Whether an insert fell to an exclusion constraint: the slot is taken. Ask outside the failed transaction. */
export function isOverlap(error: unknown): boolean {
  return codeOf(error) === '23P01';
}

/** Whether an insert fell to a unique constraint: the row is there already. Ask outside the failed transaction. */
export function isUniqueViolation(error: unknown): boolean {
  return codeOf(error) === '23505';
}

/** Whether PostgreSQL ended a transaction in favour of another (deadlock, serialization): run it again. */
export function isContention(error: unknown): boolean {
  const code = codeOf(error);
  return code === '40P01' || code === '40001' || code === 'P2034';
}

/**
 * Whether the database was out of reach or out of breath, so that the same will work later: PostgreSQL's classes 08, 40,
 * 53 and 57, Prisma's P1… and its timeouts, a socket's codes. pg reports a connection lost or not had without a code.
 */
export function isOutage(error: unknown): boolean {
  const code = codeOf(error);
  // What ran out of its transaction's time would run out of it again and again.
  if (code === 'P2028' && error instanceof Error && /expired|already closed/i.test(error.message)) return false;
  if (typeof code === 'string') return outageCodes.test(code);
  return error instanceof Error && /connect/i.test(error.message);
}

const outageCodes =
  /^(08|40|53|57)...$|^P1\d{3}$|^P2024$|^P2028$|^P2034$|^(ECONN|EHOST|ENET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_)/;

/** PostgreSQL's code where there is one: Prisma hides it within, in the same place for models and raw queries. */
function codeOf(error: unknown): unknown {
  const driver = property(property(error, 'meta'), 'driverAdapterError');
  return property(property(driver, 'cause'), 'originalCode') ?? property(error, 'code');
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** Named statements are planned once per connection; PostgreSQL cuts names at 63 bytes. */
function statementName(names: Map<string, string>, sql: string): string {
  const known = names.get(sql);
  if (known) return known;
  const name = `p_${createHash('sha256').update(sql).digest('hex').slice(0, 40)}`;
  // Lists of varying length make ever new statements: those past the bound are still named, only hashed again.
  if (names.size < 2000) names.set(sql, name);
  return name;
}

async function createIfMissing(url: string): Promise<void> {
  const { name, maintenance } = split(url);
  const client = new pg.Client({
    connectionString: maintenance,
    connectionTimeoutMillis: 10_000,
  });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } catch (error) {
    // Two processes may have found it missing.
    const made = property(error, 'code');
    if (made !== '42P04' && made !== '23505') throw error;
  } finally {
    await client.end();
  }
}

function split(url: string): { name: string; maintenance: string } {
  const parsed = new URL(url);
  const name = decodeURIComponent(parsed.pathname.slice(1));
  parsed.pathname = '/postgres';
  return { name, maintenance: parsed.href };
}

/** The address without the account and its password. */
function placeOf(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return `${host || 'the local socket'}${pathname}`;
  } catch {
    return 'DATABASE_URL';
  }
}

function reasonOf(cause: unknown): string {
  const code = property(cause, 'code');
  switch (code) {
    case 'ECONNREFUSED':
      return 'no server listens there (ECONNREFUSED)';
    case 'ENOTFOUND':
      return 'its host name is not known (ENOTFOUND)';
    case '28P01':
    case '28000':
      return `it refuses the account or its password (${code})`;
    case '3D000':
      return `the database does not exist (${code})`;
    default:
      return typeof code === 'string' ? `the server answers ${code}` : 'it did not answer';
  }
}
