// Which processes use one embedded server: `npm start` and a command beside it share it, and the last one out stops it.

import { readFileSync } from 'node:fs';
import { chown, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PostgresFolder } from './postgres-folder.ts';

export interface Registration {
  /** Takes this process off the list. True when nobody alive is left on it. */
  leave(): Promise<boolean>;
  /** Whether another living process is on the list. */
  shared(): Promise<boolean>;
}

/** Comes before looking for a running server, so that one who is leaving sees the newcomer. */
export async function registerUser(folder: PostgresFolder): Promise<Registration> {
  const list = join(folder.path, 'fengdian-users');
  const own = `${process.pid}-${performance.now().toFixed(3)}`;
  await mkdir(list, { recursive: true });
  await writeFile(join(list, own), birthOf(process.pid));
  if (folder.account) await chown(list, folder.account.uid, folder.account.gid);
  const others = async () => {
    let living = 0;
    for (const name of await readdir(list)) {
      if (name === own) continue;
      const pid = Number.parseInt(name, 10);
      const birth = await readFile(join(list, name), 'utf8').catch(() => undefined);
      if (birth !== undefined && isAlive(pid) && birth === birthOf(pid)) living += 1;
      else await rm(join(list, name), { force: true });
    }
    return living;
  };
  await others();
  return {
    leave: async () => {
      await rm(join(list, own), { force: true });
      return (await others()) === 0;
    },
    shared: async () => (await others()) > 0,
  };
}

export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Tells a process from an earlier one of the same number, as containers give them out again and again. */
function birthOf(pid: number): string {
  try {
    // Field 22 of stat; the command's name before it is in brackets and may hold blanks.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
