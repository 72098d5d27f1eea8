import { afterEach, expect, test, vi } from 'vitest';
import { createQueues } from '../../src/queue/queues.ts';
import { createSweeper } from '../../src/queue/sweeper.ts';
import { createDesk } from '../delivery/desk.ts';

const quiet = { warn: () => {}, error: () => {} };
const none = async () => [];
/** Nothing to be found. */
const nothing = {
  ...{ dueChats: none, unproposed: none, dueTimers: none, unscheduled: none, unansweredPlans: none },
  log: quiet,
};
const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const undo of opened.splice(0).reverse()) await undo();
});

test('a message whose wake was never queued goes out all the same', async () => {
  const desk = await createDesk();
  opened.push(desk.drop);
  const queues = await createQueues({ backend: { kind: 'postgres', pool: desk.database.pool }, log: quiet });
  opened.push(queues.stop);
  await queues.startWorkers({
    wake: (chatId) => desk.delivery.deliver(chatId),
    propose: async () => {},
    heartbeat: async () => {},
    nightly: async () => {},
    plan: async () => {},
    robot: async () => {},
    timer: async () => {},
    schedule: async () => {},
  });
  const { dueChats } = desk.delivery;
  const sweeper = createSweeper({ ...nothing, queues, dueChats, everyMs: 20 });
  opened.push(sweeper.stop);
  sweeper.start();
  const chat = await desk.chat();
  for (const text of ['一', '二', '三']) await desk.put(chat.id, text);
  await vi.waitFor(() => expect(desk.telegram.texts(chat.address)).toEqual(['一', '二', '三']), { timeout: 10_000 });
});

test('an order without a proposal is proposed, under an id of its version', async () => {
  const { queues, queued } = createFakeQueues();
  const unproposed = async () => [{ orderId: 42, version: 3 }];
  await createSweeper({ ...nothing, queues, unproposed }).sweep();
  expect(queued).toEqual([expect.stringMatching(/^propose 42 propose-42-3-\d+$/)]);
});

test('a timer that is due is a job, and so is an order without timers', async () => {
  const { queues, queued } = createFakeQueues();
  const dueTimers = async () => [{ timerId: 7, key: '7-1000' }];
  const unscheduled = async () => [{ orderId: 42, version: 3 }];
  await createSweeper({ ...nothing, queues, dueTimers, unscheduled }).sweep();
  expect(queued).toEqual([
    expect.stringMatching(/^timer 7 timer-7-1000-\d+$/),
    expect.stringMatching(/^schedule 42 schedule-42-3-\d+$/),
  ]);
});

test('a plan that somebody waits for is a job, once for each asking', async () => {
  const { queues, queued } = createFakeQueues();
  const unansweredPlans = async () => [{ coordinatorId: 3, key: '3-1000' }];
  await createSweeper({ ...nothing, queues, unansweredPlans }).sweep();
  expect(queued).toEqual([expect.stringMatching(/^plan 3 plan-3-1000-\d+$/)]);
});

test('a round that fails is not the last', async () => {
  const { queues, queued } = createFakeQueues();
  let rounds = 0;
  const dueChats = async () => {
    rounds += 1;
    if (rounds === 1) throw new Error('the database is away');
    return [{ chatId: 7, bot: 'public' as const }];
  };
  const sweeper = createSweeper({ ...nothing, queues, dueChats, everyMs: 1 });
  opened.push(sweeper.stop);
  sweeper.start();
  await vi.waitFor(() => expect(queued).toContain('wake 7'));
});

test('after a stop there is no further round', async () => {
  const { queues } = createFakeQueues();
  const dueChats = vi.fn(async () => []);
  const sweeper = createSweeper({ ...nothing, queues, dueChats, everyMs: 1 });
  sweeper.start();
  await vi.waitFor(() => expect(dueChats.mock.calls.length).toBeGreaterThan(2));
  await sweeper.stop();
  const rounds = dueChats.mock.calls.length;
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(dueChats.mock.calls.length).toBe(rounds);
});

function createFakeQueues() {
  const queued: string[] = [];
  return {
    queued,
    queues: {
      wake: async (chatId: number) => void queued.push(`wake ${chatId}`),
      enqueue: async (name: string, job: object, { id }: { id: string }) =>
        void queued.push(`${name} ${Object.values(job).join()} ${id}`),
    },
  };
}
