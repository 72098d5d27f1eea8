// The data folder of the embedded PostgreSQL: where it lies, whose it is, how it is made. Starts no server.

import { randomBytes } from 'node:crypto';
import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StartError } from '../start-error.ts';
import { type Binaries, isOpenTo, sharedFolder } from './postgres-binaries.ts';
import { type Account, runCommand } from './postgres-command.ts';
import { isAlive } from './postgres-users.ts';

export const superuser = 'fengdian';

export interface PostgresFolder {
  readonly path: string;
  readonly account: Account | undefined;
}

/**
 * `<dataDir>/postgres`. A root process hands the folder to another account; where that account cannot enter `dataDir`,
 * the name is a symbolic link to a folder under /var/lib/fengdian, so that deleting the data folder starts afresh.
 */
export async function choosePostgresFolder(dataDir: string): Promise<PostgresFolder> {
  try {
    await mkdir(dataDir, { recursive: true });
    const path = join(await realpath(dataDir), 'postgres');
    const entry = await lstat(path).catch(() => undefined);
    if (process.getuid?.() !== 0) return { path: entry ? await realpath(path) : path, account: undefined };
    if (entry?.isSymbolicLink()) {
      const target = await readlink(path);
      return { path: target, account: await ownerOf(target) };
    }
    const account = await ownerOf(path);
    if (entry || (await isOpenTo(dirname(path), account))) return { path, account };
    return { path: await moveOut(path), account };
  } catch (cause) {
    throw new StartError(
      `The data folder ${dataDir} cannot be used (${codeOf(cause)}): set DATA_DIR to one that can.`,
      {
        cause,
      },
    );
  }
}

/** Makes the data folder when there is none. Returns the superuser's password and whether the folder is new. */
export async function openCluster(
  folder: PostgresFolder,
  binaries: Binaries,
): Promise<{ password: string; created: boolean }> {
  const created = (await isMissing(folder.path)) && (await createCluster(folder, binaries));
  const wrong = (what: string, cause?: unknown) =>
    new StartError(`The database folder ${folder.path} ${what}: move it away to start afresh, or put it right.`, {
      cause,
    });
  let version: string;
  try {
    version = (await readFile(join(folder.path, 'PG_VERSION'), 'utf8')).trim();
  } catch (cause) {
    throw wrong(`is not a PostgreSQL data folder (PG_VERSION: ${codeOf(cause)})`, cause);
  }
  if (version !== binaries.major) {
    throw wrong(`was made by PostgreSQL ${version.slice(0, 10)}, and this is PostgreSQL ${binaries.major}`);
  }
  try {
    return {
      password: (await readFile(join(folder.path, passwordFile), 'utf8')).trim(),
      created,
    };
  } catch (cause) {
    throw wrong(`has lost its ${passwordFile} (${codeOf(cause)})`, cause);
  }
}

const passwordFile = 'fengdian-password';

/** Works beside the final name and renames at the end, so that a kill half way leaves nothing that looks whole. */
async function createCluster(folder: PostgresFolder, binaries: Binaries): Promise<boolean> {
  await sweepUnfinished(folder.path);
  const { account } = folder;
  const work = `${folder.path}${unfinishedMark}${process.pid}`;
  const cluster = join(work, 'cluster');
  const password = join(work, passwordFile);
  try {
    await rm(work, { recursive: true, force: true });
    await mkdir(work, { mode: 0o700, recursive: true });
    await writeFile(password, `${randomBytes(24).toString('hex')}\n`, {
      mode: 0o600,
    });
    if (account) {
      await chown(password, account.uid, account.gid);
      await chown(work, account.uid, account.gid);
    }
    const { code, output } = await runCommand(
      binaries.initdb,
      [
        `--pgdata=${cluster}`,
        `--username=${superuser}`,
        `--pwfile=${password}`,
        ...['--encoding=UTF8', '--locale=C', '--auth=scram-sha-256', '--no-instructions'],
        // Synced once, by syncCluster, while the server starts.
        '--no-sync',
      ],
      account,
    );
    if (code !== 0) {
      throw new StartError(`PostgreSQL could not make ${folder.path}: ${lastLine(output)}`);
    }
    await rename(password, join(cluster, passwordFile));
    await rename(cluster, folder.path);
    return true;
  } catch (cause) {
    // Another process was quicker: its folder is as good.
    if (!(await isMissing(folder.path))) return false;
    if (cause instanceof StartError) throw cause;
    throw new StartError(`The database folder ${folder.path} cannot be made (${codeOf(cause)}).`, { cause });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Puts a new folder on the disk for good. Safe beside a running server. */
export async function syncCluster(folder: PostgresFolder, binaries: Binaries): Promise<void> {
  const { code, output } = await runCommand(
    binaries.initdb,
    ['--sync-only', `--pgdata=${folder.path}`],
    folder.account,
  );
  if (code !== 0) throw new StartError(`PostgreSQL could not sync ${folder.path}: ${lastLine(output)}`);
}

const unfinishedMark = '.new-';

async function sweepUnfinished(path: string): Promise<void> {
  const parent = dirname(path);
  for (const name of await readdir(parent).catch(() => [])) {
    const [, pid] = name.split(`postgres${unfinishedMark}`);
    if (pid && !isAlive(Number(pid))) await rm(join(parent, name), { recursive: true, force: true });
  }
}

async function isMissing(path: string): Promise<boolean> {
  try {
    return (await readdir(path)).length === 0;
  } catch (error) {
    return codeOf(error) === 'ENOENT';
  }
}

/** Root keeps to whoever owns the folder already; a new one goes to an account that owns nothing else of ours. */
async function ownerOf(path: string): Promise<Account> {
  const nobody = { uid: 65_534, gid: 65_534 };
  const owner = await stat(path).catch(() => undefined);
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody;
}

async function moveOut(link: string): Promise<string> {
  await mkdir(sharedFolder, { recursive: true });
  await chmod(sharedFolder, 0o755);
  const home = await mkdtemp(join(sharedFolder, 'data-'));
  await chmod(home, 0o755);
  const target = join(home, 'postgres');
  try {
    await symlink(target, link);
    return target;
  } catch (error) {
    await rm(home, { recursive: true, force: true });
    if (codeOf(error) !== 'EEXIST') throw error;
    return readlink(link);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown fault';
}

function lastLine(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return lines.find((line) => /error|fatal/i.test(line)) ?? lines.at(-1) ?? 'it gave no reason';
}
