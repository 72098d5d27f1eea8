// The embedded PostgreSQL: starts the server in `<dataDir>/postgres`, or joins the one that runs there already, and
// stops it when its last user leaves. Knows nothing of the product's databases and tables.

import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { StartError } from '../start-error.ts';
import { freePort } from './free-port.ts';
import { type Binaries, locateBinaries } from './postgres-binaries.ts';
import { runCommand } from './postgres-command.ts';
import { choosePostgresFolder, openCluster, type PostgresFolder, superuser, syncCluster } from './postgres-folder.ts';
import { createGuard } from './postgres-guard.ts';
import { isAlive, registerUser } from './postgres-users.ts';

export interface EmbeddedPostgres {
  url(database: string): string;
  /** Ends this process's use; the server stops unless another process still uses it. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  readonly dataDir: string;
  readonly log: { info(context: object, message: string): void };
  /** On top of ours; tests switch fsync off here. Values without blanks. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Given, a server that something ended is started again, and this is told of every try. */
  readonly onEnded?: (context: object) => void;
}

/** The server of a product that was given no database of its own. */
export async function startServer(
  { databaseUrl, dataDir }: { databaseUrl?: string | undefined; dataDir: string },
  log: EmbeddedPostgresOptions['log'] & { warn(context: object, message: string): void },
): Promise<EmbeddedPostgres | undefined> {
  const onEnded = (context: object) => log.warn(context, 'the embedded PostgreSQL had ended');
  return databaseUrl === undefined ? startEmbeddedPostgres({ dataDir, log, onEnded }) : undefined;
}

/** Throws a StartError where the data folder cannot be used. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = await choosePostgresFolder(options.dataDir);
  const binaries = await locateBinaries(folder.account);
  const { password, created } = await openCluster(folder, binaries);
  const user = await registerUser(folder);
  const url = (port: number) => (database: string) =>
    `postgresql://${superuser}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;

  const start = async (): Promise<number> => {
    for (let attempt = 1; ; attempt += 1) {
      const running = await runningPort(folder);
      if (running !== undefined) {
        if (await answers(url(running)('postgres'))) return running;
        if (await user.shared()) throw new StartError(`The database in ${folder.path} runs, but does not answer.`);
        await stopServer(folder, binaries);
      }
      const port = await freePort();
      const failure = await launch(folder, binaries, port, options.settings);
      if (failure === undefined) return port;
      // The port was taken in the meantime, another process was quicker, or a killed server's children are still ending.
      if (attempt === 4) throw new StartError(`The database in ${folder.path} does not start: ${failure}`);
      await sleep(250);
    }
  };

  const restart = async (port: number, onEnded: EmbeddedPostgresOptions['onEnded']): Promise<void> => {
    try {
      if ((await runningPort(folder)) !== undefined) return;
      // Who shares it may be quicker, and a killed server's children may still be ending: the next look sees to it.
      const failure = await launch(folder, binaries, port, options.settings);
      onEnded?.({ folder: folder.path, again: failure === undefined, ...(failure !== undefined && { why: failure }) });
    } catch (error) {
      onEnded?.({ folder: folder.path, again: false, err: error });
    }
  };

  try {
    const [port] = await Promise.all([start(), created ? syncCluster(folder, binaries) : undefined]);
    options.log.info({ folder: folder.path, created }, 'the embedded PostgreSQL is ready');
    const guard = options.onEnded && createGuard(() => restart(port, options.onEnded));
    let stopped: Promise<void> | undefined;
    const leave = async () => {
      await guard?.stop();
      if (await user.leave()) await stopServer(folder, binaries);
    };
    return {
      url: url(port),
      stop: () => {
        stopped ??= leave();
        return stopped;
      },
    };
  } catch (error) {
    await user.leave();
    throw error;
  }
}

/** Quick, and none of them gives up a committed row. The log keeps no statements and no details: they quote people. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  // Not "minimal": a sequence that is made and used in one transaction, as BullMQ's for job ids are, would after a crash
  // count from its beginning again, and a new job would take the id of an old one.
  wal_level: 'replica',
  max_wal_senders: '0',
  jit: 'off',
  io_method: 'sync',
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

/** Undefined when the server is up, else why not. */
async function launch(
  folder: PostgresFolder,
  binaries: Binaries,
  port: number,
  more: EmbeddedPostgresOptions['settings'],
): Promise<string | undefined> {
  const all = Object.entries({ ...settings, ...more, port: String(port) });
  const log = join(folder.path, 'server.log');
  await rm(log, { force: true });
  const { code, output } = await runCommand(
    binaries.pgCtl,
    [
      ...['start', '--silent', '--wait', '--timeout=60', `--pgdata=${folder.path}`, `--log=${log}`],
      `--options=${all.map(([name, value]) => `-c ${name}=${value}`).join(' ')}`,
    ],
    folder.account,
  );
  if (code === 0) return undefined;
  const lines = (await readFile(log, 'utf8').catch(() => '')).split('\n');
  return lines.find((line) => /FATAL|PANIC/.test(line))?.replace(/^.*?(FATAL|PANIC): +/, '') ?? output.trim();
}

async function stopServer(folder: PostgresFolder, binaries: Binaries): Promise<void> {
  const stop = (mode: string, seconds: number) =>
    runCommand(
      binaries.pgCtl,
      ['stop', '--silent', '--wait', `--mode=${mode}`, `--timeout=${seconds}`, `--pgdata=${folder.path}`],
      folder.account,
    );
  // Immediate loses nothing either: the next start replays the write-ahead log.
  if ((await stop('fast', 5)).code !== 0) await stop('immediate', 3);
}

/** The port of the server that runs in this folder, after waiting for one that is just starting or stopping. */
async function runningPort(folder: PostgresFolder): Promise<number | undefined> {
  const file = join(folder.path, 'postmaster.pid');
  for (let waited = 0; waited < 100; waited += 1) {
    const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
    const pid = Number(lines[0]);
    if (!isAlive(pid)) return undefined;
    if (!(await isPostgres(pid))) {
      // Left by a kill, its number given to another process since: PostgreSQL itself could take that one for a server.
      await rm(file, { force: true });
      return undefined;
    }
    if (lines[7]?.trim() === 'ready') return Number(lines[3]);
    await sleep(100);
  }
  throw new StartError(`The database in ${folder.path} neither starts nor stops: end its postgres process by hand.`);
}

async function isPostgres(pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  // A killed server that nobody reaped, as in containers without an init, stays in the table in state Z.
  return /^\d+ \(postgres\) [^Z]/.test(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''));
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 3000,
    query_timeout: 3000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
