// What an operator's machines see: of the whole product, and of its parts when something is wrong.

import { afterEach, describe, expect, test } from 'vitest';
import { readFigures } from '../../src/health/figures.ts';
import { createMetrics } from '../../src/health/metrics.ts';
import { recordHeartbeat } from '../../src/health/progress.ts';
import { createReadiness } from '../../src/health/readiness.ts';
import { operatorPages } from '../../src/web/operator-pages.ts';
import { createDesk } from '../delivery/desk.ts';
import { openFlow } from '../flow/harness.ts';

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const undo of opened.splice(0).reverse()) await undo();
});

async function desk() {
  const made = await createDesk();
  opened.push(made.drop);
  return made;
}

const answering = { depths: async () => [] };
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);

describe('readiness', () => {
  test('is not there before a job has gone all the way, and is once one has', async () => {
    const { database } = await desk();
    const ready = () => createReadiness({ pool: database.pool, queues: answering })();
    expect(await ready()).toEqual(['jobs_stalled']);
    await recordHeartbeat(database.pool);
    expect(await ready()).toEqual([]);
    await database.pool.query(`UPDATE heartbeat SET at = at - interval '61 seconds'`);
    expect(await ready()).toEqual(['jobs_stalled']);
  });

  test('names the queue and the database when they do not answer', async () => {
    const { database } = await desk();
    await recordHeartbeat(database.pool);
    const silent = { depths: () => Promise.reject(new Error('no Redis')) };
    expect(await createReadiness({ pool: database.pool, queues: silent })()).toEqual(['queue_down']);
    await database.close();
    expect(await createReadiness({ pool: database.pool, queues: silent })()).toEqual(['database_down', 'queue_down']);
  });

  describe('with messages', () => {
    async function readyWith(prepare: (made: Awaited<ReturnType<typeof desk>>) => Promise<unknown>) {
      const made = await desk();
      await recordHeartbeat(made.database.pool);
      await prepare(made);
      return createReadiness({ pool: made.database.pool, queues: answering })();
    }

    test('is lost when one that could go does not go', async () => {
      expect(await readyWith(async ({ chat, put }) => put((await chat()).id, '您好', { dueAt: ago(70) }))).toEqual([
        'messages_stuck',
      ]);
    });

    test('is lost when it does not go though an earlier one of its chat waits for the morning', async () => {
      const troubles = await readyWith(async ({ chat, put }) => {
        const { id } = await chat();
        await put(id, '明早', { dueAt: ago(-600) });
        await put(id, '现在', { dueAt: ago(70) });
      });
      expect(troubles).toEqual(['messages_stuck']);
    });

    test.each<[string, (made: Awaited<ReturnType<typeof desk>>) => Promise<unknown>]>([
      ['that is due only now', async ({ chat, put }) => put((await chat()).id, '您好', { dueAt: ago(5) })],
      ['that is due later', async ({ chat, put }) => put((await chat()).id, '您好', { dueAt: ago(-600) })],
      ['that was sent', async ({ chat, put }) => put((await chat()).id, '您好', { dueAt: ago(600), sentAt: ago(599) })],
      [
        'whose chat waits for its backoff to end',
        async ({ chat, put, prisma }) => {
          const { id } = await chat();
          await put(id, '您好', { dueAt: ago(600) });
          await prisma.chat.update({ where: { id }, data: { nextSendAt: ago(-30) } });
        },
      ],
      [
        'that waits for its turn while its bot sends others',
        async ({ chat, put, prisma }) => {
          await put((await chat()).id, '您好', { dueAt: ago(600) });
          await prisma.sendSlot.create({ data: { bot: 'public', slot: 0, freeAt: ago(1) } });
        },
      ],
    ])('is kept by a message %s', async (_, prepare) => {
      expect(await readyWith(prepare)).toEqual([]);
    });
  });
});

describe('the operator’s pages', () => {
  const pages = (over: Partial<Parameters<typeof operatorPages>[0]> = {}) =>
    operatorPages({
      ready: async () => [],
      metrics: async () => ({ type: 'text/plain', text: 'figures' }),
      openToThisMachine: true,
      ...over,
    });

  test('say 200 when ready, 503 and the codes when not, and are alive either way', async () => {
    const troubled = pages({ ready: async () => ['queue_down'] });
    expect((await pages().request('/readyz')).status).toBe(200);
    const answer = await troubled.request('/readyz');
    expect([answer.status, await answer.json()]).toEqual([503, { ready: false, codes: ['queue_down'] }]);
    expect((await troubled.request('/healthz')).status).toBe(200);
  });

  const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });
  const local = { host: '127.0.0.1:3000' };

  test.each([
    ['this machine', '127.0.0.1', local, 200],
    ['this machine over IPv6', '::1', { host: '[::1]:3000' }, 200],
    ['another machine', '10.0.0.7', local, 403],
    ['a proxy on this machine', '127.0.0.1', { ...local, 'x-forwarded-for': '10.0.0.7' }, 403],
    ['a page that made a name lead here', '127.0.0.1', { host: 'evil.example' }, 403],
  ])('let %s (%s) read the metrics or not', async (_, address, headers, status) => {
    expect((await pages().request('/metrics', { headers }, from(address))).status).toBe(status);
  });

  test('keep the metrics to themselves behind a public address', async () => {
    const closed = pages({ openToThisMachine: false });
    expect((await closed.request('/metrics', { headers: local }, from('127.0.0.1'))).status).toBe(403);
  });

  test('let whoever has the token read the metrics, and then nobody else', async () => {
    const guarded = pages({ token: 'a-long-enough-token', openToThisMachine: false });
    const ask = (headers: Record<string, string>) => guarded.request('/metrics', { headers }, from('10.0.0.7'));
    expect((await ask({ authorization: 'Bearer a-long-enough-token' })).status).toBe(200);
    expect((await ask({ authorization: 'Bearer a-long-enough-tokem' })).status).toBe(401);
    expect((await guarded.request('/metrics', { headers: local }, from('127.0.0.1'))).status).toBe(401);
  });
});

describe('metrics', () => {
  test('show what waits: queues, messages, offers, orders, answers', async () => {
    const { database, chat, put } = await desk();
    await put((await chat()).id, '您好', { dueAt: ago(90) });
    const metrics = createMetrics({
      figures: () => readFigures(database.pool),
      depths: async () => [{ queue: 'work', state: 'failed', count: 3 }],
    });
    const channel = { bot: 'public', name: 'web' };
    await metrics.timed(channel, async () => {})({});
    const failing = metrics.timed(channel, () => Promise.reject(new Error('no')));
    await expect(failing({})).rejects.toThrow('no');
    const { text } = await metrics.render();
    expect(text).toMatch(/^fengdian_up\{part="database"\} 1$/m);
    expect(text).toMatch(/^fengdian_queue_jobs\{queue="work",state="failed"\} 3$/m);
    expect(text).toMatch(/^fengdian_unsent_messages\{bot="public"\} 1$/m);
    expect(text).toMatch(/^fengdian_unsent_messages\{bot="staff"\} 0$/m);
    expect(Number(/^fengdian_oldest_unsent_message_seconds\{bot="public"\} (\S+)$/m.exec(text)?.[1])).toBeGreaterThan(
      89,
    );
    expect(text).toMatch(/^fengdian_open_orders\{state="confirmed"\} 0$/m);
    expect(text).toMatch(/^fengdian_offers_expiring 0$/m);
    expect(text).toMatch(/^fengdian_inbound_seconds_count\{bot="public",channel="web",outcome="kept"\} 1$/m);
    expect(text).toMatch(/^fengdian_inbound_seconds_count\{bot="public",channel="web",outcome="failed"\} 1$/m);
    expect(text).toContain('process_resident_memory_bytes');
  });

  test('go on without the database, and say that it is away', async () => {
    const away = () => Promise.reject(new Error('away'));
    const { text } = await createMetrics({ figures: away, depths: away }).render();
    expect(text).toMatch(/^fengdian_up\{part="database"\} 0$/m);
    expect(text).toMatch(/^fengdian_up\{part="queue"\} 0$/m);
    expect(text).toMatch(/^fengdian_offers_expiring Nan$/im);
    expect(text).not.toMatch(/^fengdian_open_orders\{/m);
  });
});

describe('the whole product', () => {
  test('becomes ready, and its metrics name nobody', async () => {
    const flow = await openFlow();
    opened.push(flow.close);
    await flow.places.speaker('李警官');
    await flow.visitor().get('/chat');
    await expect.poll(async () => (await fetch(`${flow.url}/readyz`)).status, { timeout: 20_000 }).toBe(200);
    const metrics = await (await fetch(`${flow.url}/metrics`)).text();
    expect(metrics).toMatch(/^fengdian_inbound_seconds_count\{bot="public",channel="web",outcome="kept"\} 1$/m);
    expect(metrics).not.toContain('李警官');
  });
});
