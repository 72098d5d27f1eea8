// A Redis that a test may kill, wipe and fill: its own, and at the same port each time.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { vi } from 'vitest';
import { freePort } from '../../src/store/free-port.ts';

export type OwnRedis = Awaited<ReturnType<typeof startOwnRedis>>;

export async function startOwnRedis() {
  const folder = await mkdtemp(join(tmpdir(), 'fengdian-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'yes', '--dir', folder];
  let server = await launch();

  async function launch() {
    const child = spawn('redis-server', [...args, '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' });
    await vi.waitFor(() => tell('PING'), { timeout: 20_000, interval: 50 });
    return child;
  }

  async function tell(command: string, ...words: string[]): Promise<unknown> {
    const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
    client.on('error', () => {});
    try {
      return await client.call(command, ...words);
    } finally {
      client.disconnect();
    }
  }

  const kill = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  };

  return {
    url,
    tell,
    kill,
    /** Takes connections, and answers nothing. */
    freeze: () => void server.kill('SIGSTOP'),
    thaw: () => void server.kill('SIGCONT'),
    /** With all it had, or with nothing. */
    async start({ wiped = false } = {}): Promise<void> {
      if (wiped) await rm(join(folder, 'appendonlydir'), { recursive: true, force: true });
      server = await launch();
    },
    async remove(): Promise<void> {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
