// A name and a number that appear nowhere but in the database's own rows and on the screens of those concerned: not in
// the log at its most talkative, in Redis or its files, in the queue's tables, in metrics, or in an answer that says that something
// went wrong, whatever fails while they are handled.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { freePort } from '../../src/store/free-port.ts';
import type { Visitor } from '../fakes/visitor.ts';
import type { Actor } from './actor.ts';
import { type Flow, openFlow } from './harness.ts';
import { accept, card, numberIn } from './life.ts';
import { queueTables } from './queue-tables.ts';

const canary = '金丝雀';
const phone = '13800004711';
const traces = new RegExp(
  `${canary}|${phone}|${[...canary].map((one) => `\\\\u${one.codePointAt(0)?.toString(16)}`).join('')}`,
  'i',
);
const metricsToken = 'the-token-of-the-canary-test';

const queues = inject('redisUrl') === undefined ? ['PostgreSQL'] : ['PostgreSQL', 'Redis'];

describe.each(queues)('with the queue in %s', { timeout: 90_000 }, (queue) => {
  let redis: Awaited<ReturnType<typeof startRedis>> | undefined;
  let flow: Flow;
  let resident: Actor;
  let coordinator: Actor;
  let speaker: Actor;
  let number: string;
  const refusals: string[] = [];
  beforeAll(async () => {
    redis = queue === 'Redis' ? await startRedis() : undefined;
    flow = await openFlow({
      telegram: 'webhook',
      ...(redis && { redisUrl: redis.url }),
      logLevel: 'trace',
      env: { METRICS_TOKEN: metricsToken },
    });
    coordinator = await flow.coordinator('张主任');
    speaker = await flow.speaker('李警官');
    resident = flow.resident();
  });
  afterAll(async () => {
    await flow?.close();
    await redis?.stop();
  });

  it('an order goes its way, with trouble at every step', async () => {
    await forbid('order_details', `spot NOT LIKE '%坏%'`);
    resident.say(`这周四下午想在小峡街道第1村约一场防诈骗讲座，电话${phone}`);
    await resident.tap('补充说明');
    await fillIn('具体地点', '具体在什么地方', `${canary}坏地方`);
    await resident.tap('填好了');
    await resident.tap('确认提交', '请核对');
    // The database refused the row, and said in its own log what was in it.
    await resident.sees('刚才出了点问题');
    await resident.sees('请问要办什么');
    await allow('order_details');

    resident.say(`这周四下午想在小峡街道第1村约一场防诈骗讲座，电话${phone}`);
    await resident.tap('补充说明');
    await fillIn('具体地点', '具体在什么地方', `${canary}会议室`);
    await fillIn('谁来开门', '找谁开门', `${canary} ${phone}`);
    await fillIn('想问的问题', '大家想问什么', `${canary}问一句？`);
    await resident.tap('填好了');
    await resident.sees('请核对', `${canary}会议室`);
    // Telegram quotes what it was sent.
    const description = `Bad Request: can't parse ${canary} ${phone}`;
    flow.bots.public.failNext({ method: 'editMessageText', status: 500, description });
    flow.bots.staff.failNext({ method: 'sendMessage', status: 502, description });
    flow.bots.staff.failNext({ method: 'sendMessage', status: 'hang-up' });
    await resident.tap('确认提交', '请核对', `${canary}会议室`);
    number = numberIn((await resident.sees('已收到，订单号')).text);
    await coordinator.sees(card(number), canary);
    resident.say(canary.repeat(1000));
    await resident.sees('内容太长了');

    // A job fails on a row that holds the message.
    await forbid('outbox', 'lease_until IS NULL');
    await coordinator.tap('同意派单', card(number));
    await until(() => flow.faults.some((line) => line.includes('job failed')));
    await allow('outbox');
    await coordinator.sees(`订单 ${number} 已派单`);
    await accept(speaker, number);
    expect(speaker.screen()).toContain(phone);
  });

  it('pages fail, and say nothing of what they were sent', async () => {
    const visitor = flow.visitor();
    const fields = { number: '9999', phone };
    await refused(visitor, () => visitor.post('/find', fields), 404);
    await refused(visitor, () => visitor.post('/find', { number: canary, phone }), 404);
    await refused(visitor, () => visitor.post('/find', fields, { origin: 'https://elsewhere.example' }), 403);
    await refused(visitor, () => visitor.post('/find', { number: phone.repeat(10_000), phone }), 413);
    await refused(visitor, () => visitor.post(`/chat/tap`, { data: canary, message: canary, nonce: phone }), 400);
    await refused(visitor, () => visitor.get(`/${encodeURIComponent(canary)}/${phone}`), 404);
    await refused(visitor, () => visitor.get(`/r/${phone}`), 404);
    await refused(visitor, () => visitor.post(`/join/${canary}`, { nonce: phone }), 404);

    const { ratingToken } = await flow.prisma.order.update({
      where: { number },
      data: { state: 'delivered', deliveredAt: flow.clock.now() },
    });
    await forbid('rating', `comment NOT LIKE '%坏%'`);
    await visitor.get(`/r/${ratingToken}`);
    const rating = { score: '1', comment: `${canary}坏 ${phone}` };
    await refused(visitor, () => visitor.post(`/r/${ratingToken}`, rating), 500);
    const update = { update_id: 4711, message: { text: `${canary} ${phone}` } };
    const webhook = await fetch(`${flow.url}/telegram/public`, { method: 'POST', body: JSON.stringify(update) });
    refusals.push(await webhook.text());
    expect(webhook.status).toBeGreaterThanOrEqual(400);
    expect(refusals.join('\n')).not.toMatch(traces);
  });

  it('the log tells of the trouble, and of nobody', () => {
    const log = flow.faults.join('');
    expect(log).toContain('a page failed');
    expect(log).toMatch(/23514/);
    expect(log).not.toMatch(traces);
  });

  it('metrics count, and name nobody', async () => {
    const headers = { authorization: `Bearer ${metricsToken}` };
    const answer = await fetch(`${flow.url}/metrics`, { headers });
    const text = await answer.text();
    expect(answer.status).toBe(200);
    expect(text).toMatch(/^# HELP/m);
    expect(text).not.toMatch(traces);
    expect(await (await fetch(`${flow.url}/readyz`)).text()).not.toMatch(traces);
  });

  it('the queue holds ids, in memory and in its files', async () => {
    const jobs = await queueTables(flow);
    expect(jobs.length).toBeGreaterThan(redis ? -1 : 0);
    expect(jobs).not.toMatch(traces);
    if (!redis) return;
    const files = await redis.everything();
    expect(files).toContain('orderId');
    expect(files).not.toMatch(traces);
  });

  async function fillIn(button: string, question: string, words: string): Promise<void> {
    await resident.tap(button, '补充说明：');
    await resident.sees(question);
    resident.say(words);
    await resident.sees('补充说明：', words);
  }

  async function refused(visitor: Visitor, ask: () => ReturnType<Visitor['get']>, status: number): Promise<void> {
    const answer = await ask();
    expect(answer.status).toBe(status);
    // Its own address is what a page was asked for by; what it says is ours.
    refusals.push(answer.body, answer.headers.get('location') ?? '', [...visitor.cookies.values()].join(' '));
  }

  /** PostgreSQL quotes the whole row that breaks a rule like this. */
  const forbid = (table: string, rule: string) =>
    flow.pool.query(`ALTER TABLE ${table} ADD CONSTRAINT canary_${table} CHECK (${rule}) NOT VALID`);
  const allow = (table: string) => flow.pool.query(`ALTER TABLE ${table} DROP CONSTRAINT canary_${table}`);
});

async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error('it never came to that');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A Redis that keeps files as one in production does. */
async function startRedis() {
  const folder = await mkdtemp(join(tmpdir(), 'canary-'));
  const port = await freePort();
  const server: ChildProcess = spawn(
    'redis-server',
    ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes', '--appendfsync', 'always'],
    { stdio: 'ignore' },
  );
  const url = `redis://127.0.0.1:${port}`;
  const client = new Redis(url, { retryStrategy: () => 100, maxRetriesPerRequest: null });
  client.on('error', () => {});
  await client.ping();
  return {
    url,
    /** The snapshot and the append-only file, which hold every command there ever was. */
    async everything(): Promise<string> {
      // Compressed strings would hide what they say.
      await client.config('SET', 'rdbcompression', 'no');
      await client.save();
      const names = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
      return (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n');
    },
    async stop() {
      client.disconnect();
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
