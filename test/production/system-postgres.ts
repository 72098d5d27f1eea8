// A PostgreSQL server of the system's packages, with its own pg_dump and pg_restore: the embedded one brings neither.

import { access, chmod, chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from '../../src/store/free-port.ts';
import { runCommand } from '../../src/store/postgres-command.ts';

/** Where pg_ctl and pg_dump of one version lie together; undefined: no such server here. */
export async function findPostgres(): Promise<string | undefined> {
  const debian = '/usr/lib/postgresql';
  const versions = (await readdir(debian).catch(() => [])).sort((a, b) => Number(b) - Number(a));
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ];
  for (const folder of folders) {
    const found = await Promise.allSettled(
      ['initdb', 'pg_ctl', 'pg_dump', 'pg_restore'].map((name) => access(join(folder, name))),
    );
    if (found.every(({ status }) => status === 'fulfilled')) return folder;
  }
  return undefined;
}

export async function startSystemPostgres(programs: string) {
  const folder = await mkdtemp(join(tmpdir(), 'fengdian-system-'));
  // PostgreSQL refuses to run as root.
  const nobody = { uid: 65_534, gid: 65_534 };
  const account = process.getuid?.() === 0 ? nobody : undefined;
  if (account) await chown(folder, account.uid, account.gid);
  await chmod(folder, 0o700);
  const data = join(folder, 'data');
  const run = async (program: string, ...args: string[]) => {
    const { code, output } = await runCommand(join(programs, program), args, account);
    if (code !== 0) throw new Error(`${program}: ${output}`);
  };
  const port = await freePort();
  await run(
    'initdb',
    '--no-sync',
    '--auth=trust',
    '--username=fengdian',
    '--encoding=UTF8',
    '--locale=C',
    `--pgdata=${data}`,
  );
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`;
  await run(
    'pg_ctl',
    'start',
    '--silent',
    '--wait',
    `--pgdata=${data}`,
    `--log=${join(folder, 'log')}`,
    `--options=${settings}`,
  );
  const url = (database: string) => `postgresql://fengdian@127.0.0.1:${port}/${database}`;
  return {
    url,
    create: (database: string) => run('createdb', `--maintenance-db=${url('postgres')}`, database),
    restore: (file: string, database: string) =>
      run('pg_restore', '--no-owner', '--no-privileges', '--exit-on-error', `--dbname=${url(database)}`, file),
    async stop() {
      await run('pg_ctl', 'stop', '--silent', '--wait', '--mode=immediate', `--pgdata=${data}`);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
