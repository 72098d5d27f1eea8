// A PostgreSQL that a test may stop and start: its own, and at the same port each time.

import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startEmbeddedPostgres } from '../../src/store/embedded-postgres.ts';
import { locateBinaries } from '../../src/store/postgres-binaries.ts';
import { runCommand } from '../../src/store/postgres-command.ts';
import { choosePostgresFolder } from '../../src/store/postgres-folder.ts';

export type OwnPostgres = Awaited<ReturnType<typeof startOwnPostgres>>;

/** A commit is a commit; only the machine must not crash. */
const settings = { fsync: 'off', full_page_writes: 'off' };

export async function startOwnPostgres() {
  const dataDir = await mkdtemp(join(tmpdir(), 'fengdian-fault-'));
  // Run as root, the server belongs to another account, which has to get in.
  await chmod(dataDir, 0o755);
  const server = await startEmbeddedPostgres({ dataDir, log: { info: () => {} }, settings });
  const folder = await choosePostgresFolder(dataDir);
  const { pgCtl } = await locateBinaries(folder.account);
  const { port } = new URL(server.url('postgres'));
  const control = async (...args: readonly string[]): Promise<void> => {
    const { code, output } = await runCommand(pgCtl, [...args, `--pgdata=${folder.path}`], folder.account);
    if (code !== 0) throw new Error(`pg_ctl ${args[0]}: ${output}`);
  };

  return {
    url: server.url,
    /** As a crash does: without a word to its clients. */
    halt: () => control('stop', '--wait', '--mode=immediate'),
    resume: () => {
      const options = { ...settings, port, listen_addresses: '127.0.0.1', unix_socket_directories: '' };
      const line = Object.entries({ ...options, max_connections: '200' }).map(([name, value]) => `-c ${name}=${value}`);
      return control('start', '--wait', `--log=${join(folder.path, 'server.log')}`, `--options=${line.join(' ')}`);
    },
    async remove() {
      await server.stop();
      // Also what a root process had to put elsewhere.
      const inside = join(dataDir, 'postgres');
      const actual = await realpath(inside).catch(() => inside);
      if (actual !== inside) await rm(dirname(actual), { recursive: true, force: true });
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
