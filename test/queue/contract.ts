// What queues promise, run on both backends.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { BackendOptions } from '../../src/queue/backend.ts';
import type { Handlers } from '../../src/queue/jobs.ts';
import { createQueues, type Queues } from '../../src/queue/queues.ts';

/** Where jobs are kept, and how another process reaches the same place. */
export interface Place {
  readonly backend: BackendOptions;
  readonly forChild: { kind: 'postgres' | 'redis'; url: string; prefix?: string };
  remove(): Promise<void>;
}

export function queueContract(name: string, createPlace: () => Promise<Place>): void {
  const opened: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const undo of opened.splice(0).reverse()) await undo();
  });

  async function place(): Promise<Place> {
    const created = await createPlace();
    opened.push(created.remove);
    return created;
  }

  async function queuesAt({ backend }: Place): Promise<Queues> {
    const queues = await createQueues({ backend, log: quiet, stalledAfterMs: 1_000 });
    opened.push(queues.stop);
    return queues;
  }

  describe(`queues on ${name}`, () => {
    test('a wake reaches the worker of its bot', async () => {
      const queues = await queuesAt(await place());
      const handlers = createHandlers();
      await queues.startWorkers(handlers);
      await queues.wake(7, 'public');
      await queues.wake(8, 'staff');
      await handlers.until(2);
      expect(handlers.woken.toSorted()).toEqual(['public 7', 'staff 8']);
    });

    test('wakes of a chat that wait together are one', async () => {
      const queues = await queuesAt(await place());
      for (let wake = 0; wake < 5; wake += 1) await queues.wake(7, 'public');
      await queues.wake(8, 'public');
      const handlers = createHandlers();
      await queues.startWorkers(handlers, { wake: 1 });
      await handlers.until(2);
      expect(handlers.woken).toEqual(['public 7', 'public 8']);
    });

    test('a wake that comes while the job of its chat runs is not lost, however many there are', async () => {
      const queues = await queuesAt(await place());
      const running = createGate();
      const handlers = createHandlers(async (turn) => {
        if (turn === 1) await running.pass();
        return {};
      });
      await queues.startWorkers(handlers);
      await queues.wake(7, 'public');
      await running.reached;
      for (let wake = 0; wake < 3; wake += 1) await queues.wake(7, 'public');
      running.open();
      await handlers.until(2);
      await queues.wake(9, 'public');
      await handlers.until(3);
      expect(handlers.woken).toEqual(['public 7', 'public 7', 'public 9']);
    });

    test('a chat with more to send is woken again: at once, and later', async () => {
      const queues = await queuesAt(await place());
      const answers = [{ againInMs: 0 }, { againInMs: 0 }, { againInMs: 50 }, { againInMs: 50 }];
      const handlers = createHandlers(async (turn) => answers[turn - 1] ?? {});
      await queues.startWorkers(handlers);
      await queues.wake(7, 'public');
      await handlers.until(5);
      expect(handlers.woken).toEqual(Array(5).fill('public 7'));
    });

    test('a chat that waits for later is woken now all the same', async () => {
      const queues = await queuesAt(await place());
      const handlers = createHandlers(async (turn) => (turn === 1 ? { againInMs: 50_000 } : {}));
      await queues.startWorkers(handlers);
      await queues.wake(7, 'public');
      await handlers.until(1);
      await queues.wake(7, 'public');
      await handlers.until(2);
      expect(handlers.woken).toEqual(['public 7', 'public 7']);
    });

    test('a wake that fails does not keep the chat from the next', async () => {
      const queues = await queuesAt(await place());
      const handlers = createHandlers(async (turn) => {
        if (turn === 1) throw new Error('the database is away');
        return {};
      });
      await queues.startWorkers(handlers);
      await queues.wake(7, 'public');
      await handlers.until(1);
      // The failed job ends a moment after its handler; a wake before that is kept for after it.
      await queues.wake(7, 'public');
      await handlers.until(2);
      expect(handlers.woken).toEqual(['public 7', 'public 7']);
    });

    test('jobs of one id run once, those of another run as well', async () => {
      const queues = await queuesAt(await place());
      const handlers = createHandlers();
      await queues.startWorkers(handlers);
      const once = Array.from({ length: 20 }, () => queues.enqueue('propose', { orderId: 42 }, { id: 'propose-42-1' }));
      await Promise.all(once);
      await queues.enqueue('propose', { orderId: 42 }, { id: 'propose-42-1' });
      await queues.enqueue('propose', { orderId: 42 }, { id: 'propose-42-2' });
      await handlers.until(2);
      await queues.enqueue('propose', { orderId: 43 }, { id: 'propose-43-1' });
      await handlers.until(3);
      expect(handlers.woken).toEqual(['propose 42', 'propose 42', 'propose 43']);
    });

    test('work that looks anew is not lost where it is asked for while it runs, was just done, or failed for good', async () => {
      const queues = await queuesAt(await place());
      const running = createGate();
      const handlers = createHandlers(async (turn) => {
        if (turn === 1) await running.pass();
        if (turn === 3) throw new Error('the database is away');
        return {};
      });
      await queues.startWorkers(handlers);
      const ask = () => queues.enqueue('plan', {}, { id: 'plan-all', looksAnew: true, attempts: 1 });
      await ask();
      await running.reached;
      for (let time = 0; time < 3; time += 1) await ask();
      running.open();
      for (const turn of [2, 3, 4]) {
        await handlers.until(turn);
        // A job ends a moment after its handler; what is asked before that is kept for after it.
        await ask();
      }
      await handlers.until(5);
      expect(handlers.woken).toEqual(Array(5).fill('plan'));
    });

    test('work that fails is tried again', async () => {
      const queues = await queuesAt(await place());
      const handlers = createHandlers(async (turn) => {
        if (turn === 1) throw new Error('the database is away');
        return {};
      });
      await queues.startWorkers(handlers);
      await queues.enqueue('propose', { orderId: 42 }, { id: 'propose-42-1' });
      await handlers.until(2);
      expect(handlers.woken).toEqual(['propose 42', 'propose 42']);
    });

    test('a job that failed as often as it may is kept with a code and no words, and runs when it is put back', async () => {
      const queues = await queuesAt(await place());
      let broken = true;
      const handlers = createHandlers(async () => {
        if (broken) throw Object.assign(new Error('13812345678 is not a number'), { code: '22P02' });
        return {};
      });
      await queues.startWorkers(handlers);
      await queues.enqueue('propose', { orderId: 42 }, { id: 'propose-42-1', attempts: 1 });
      const failed = [{ queue: 'work', name: 'propose', id: 'propose-42-1', attempts: 1, code: '22P02' }];
      await vi.waitFor(async () => expect(await queues.failed()).toEqual(failed), { timeout: 15_000, interval: 50 });
      expect(await queues.depths()).toContainEqual({ queue: 'work', state: 'failed', count: 1 });
      expect(await queues.retryFailed('propose-43-1')).toBe(0);
      broken = false;
      expect(await queues.retryFailed('propose-42-1')).toBe(1);
      await handlers.until(2);
      expect(await queues.failed()).toEqual([]);
      expect(await queues.retryFailed()).toBe(0);
    });

    test('work that is done once is neither tried again nor kept', async () => {
      const queues = await queuesAt(await place());
      const handlers = createHandlers(async () => {
        throw new Error('the database is away');
      });
      await queues.startWorkers(handlers);
      await queues.enqueue('heartbeat', {}, { id: 'heartbeat-1', attempts: 1, keepFailed: false });
      await handlers.until(1);
      await queues.enqueue('heartbeat', {}, { id: 'heartbeat-2', attempts: 1, keepFailed: false });
      await handlers.until(2);
      await vi.waitFor(async () =>
        expect(await queues.depths()).not.toContainEqual(
          expect.objectContaining({ queue: 'work', state: 'active', count: 1 }),
        ),
      );
      expect(await queues.failed()).toEqual([]);
    });

    test('a job whose worker is killed is run by another', async () => {
      const where = await place();
      const queues = await queuesAt(where);
      const child = startChild('hang', where);
      opened.push(() => kill(child));
      await said(child, 'ready');
      await queues.wake(7, 'public');
      await said(child, 'woken');
      await kill(child);
      const handlers = createHandlers();
      await queues.startWorkers(handlers);
      await handlers.until(1);
      expect(handlers.woken).toEqual(['public 7']);
    });

    test('stop waits for the job under way', async () => {
      const queues = await queuesAt(await place());
      const running = createGate();
      let finished = false;
      const handlers = createHandlers(async () => {
        await running.pass();
        finished = true;
        return {};
      });
      await queues.startWorkers(handlers);
      await queues.wake(7, 'public');
      await running.reached;
      let stopped = false;
      const stopping = queues.stop().then(() => {
        stopped = true;
      });
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(stopped).toBe(false);
      running.open();
      await stopping;
      expect(finished).toBe(true);
    });

    test('stop leaves nothing open: a process that stopped its queues ends by itself', async () => {
      const child = startChild('stop', await place());
      opened.push(() => kill(child));
      await said(child, 'stopped');
      const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode];
      expect(code).toBe(0);
    });
  });
}

const quiet = { warn: () => {}, error: () => {} };

function createHandlers(answer: (turn: number) => Promise<{ againInMs?: number }> = async () => ({})) {
  const woken: string[] = [];
  const handle = (what: string) => {
    woken.push(what);
    return answer(woken.length);
  };
  const handlers: Handlers = {
    wake: (chatId, bot) => handle(`${bot} ${chatId}`),
    propose: async ({ orderId }) => {
      await handle(`propose ${orderId}`);
    },
    heartbeat: async () => void (await handle('heartbeat')),
    nightly: async () => void (await handle('nightly')),
    plan: async () => void (await handle('plan')),
    robot: async () => void (await handle('robot')),
    timer: async ({ timerId }) => void (await handle(`timer ${timerId}`)),
    schedule: async ({ orderId }) => void (await handle(`schedule ${orderId}`)),
  };
  return {
    ...handlers,
    woken,
    until: (count: number) =>
      vi.waitFor(() => expect(woken.length).toBeGreaterThanOrEqual(count), { timeout: 15_000, interval: 10 }),
  };
}

/** Somewhere to be stopped at. */
function createGate() {
  const { promise: reached, resolve: reach } = withResolvers();
  const { promise: opened, resolve: open } = withResolvers();
  return {
    reached,
    open,
    pass: async () => {
      reach();
      await opened;
    },
  };
}

function withResolvers() {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

function startChild(mode: 'hang' | 'stop', { forChild }: Place): ChildProcess {
  const script = fileURLToPath(new URL('./child.ts', import.meta.url));
  return spawn(process.execPath, ['--import', 'tsx', script, mode, JSON.stringify(forChild)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Resolves when the child has said the word, also before now. */
async function said(child: ChildProcess, word: string): Promise<void> {
  const output = outputs.get(child) ?? { text: '' };
  if (!outputs.has(child)) {
    outputs.set(child, output);
    child.stdout?.on('data', (chunk) => {
      output.text += chunk;
    });
  }
  await vi.waitFor(() => expect(output.text).toContain(word), { timeout: 20_000, interval: 20 });
}
const outputs = new WeakMap<ChildProcess, { text: string }>();

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
