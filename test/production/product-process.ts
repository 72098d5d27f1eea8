// The product as a process of its own, started by the command of the Dockerfile and the systemd unit, with an environment
// and nothing else.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { freePort } from '../../src/store/free-port.ts';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const startCommand = ['--max-old-space-size=512', '--import', 'tsx', 'src/main.ts'];

export interface Product {
  readonly url: string;
  readonly port: number;
  /** Asks it to end, as containers and systemd do; resolves with its exit code. */
  stop(): Promise<number | null>;
}

export async function startProduct(env: Record<string, string>): Promise<Product> {
  const port = await freePort();
  const child = spawn(process.execPath, startCommand, {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', PORT: `${port}`, WORKER_PORT: `${port}`, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const url = `http://127.0.0.1:${port}`;
  await vi.waitFor(
    async () => {
      if (child.exitCode !== null) throw new Error(`it ended: ${said}`);
      // The web process is ready only once a worker does its work.
      const page = env['ROLE'] === 'web' ? 'healthz' : 'readyz';
      if (!(await fetch(`${url}/${page}`)).ok) throw new Error('not there yet');
    },
    { timeout: 90_000, interval: 200 },
  );
  return { url, port, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const [code] = await ended;
  return code;
}
