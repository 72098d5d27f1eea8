// The whole life of an order through both bots in Chinese, however Telegram and the queue are connected.

import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Actor } from './actor.ts';
import { type Flow, openFlow, type Setting } from './harness.ts';
import { accept, card, numberIn } from './life.ts';
import { queueTables } from './queue-tables.ts';

const redisUrl = inject('redisUrl');
const settings: [string, Setting][] = [
  ['polling, the queue in PostgreSQL', { telegram: 'polling' }],
  ['webhook, the queue in PostgreSQL', { telegram: 'webhook' }],
];
if (redisUrl !== undefined) settings.push(['webhook, the queue in Redis', { telegram: 'webhook', redisUrl }]);

const phone = '13812345678';

describe.each(settings)('%s', (_, setting) => {
  let flow: Flow;
  let resident: Actor;
  let coordinator: Actor;
  let second: Actor;
  let speaker: Actor;
  beforeAll(async () => {
    flow = await openFlow(setting);
    coordinator = await flow.coordinator('张主任');
    second = await flow.coordinator('赵主任');
    speaker = await flow.speaker('李警官');
    resident = flow.resident();
  });
  afterAll(() => flow.close());

  it('goes from 我要点单 to the answer of a question owed', async () => {
    resident.say('/start');
    resident.count.typed = 0;
    await resident.tap('我要点单');
    await resident.tap('防范电信网络诈骗');
    await resident.tap('小峡街道');
    await resident.tap('第1村');
    await resident.tap('26');
    await resident.tap('下午');
    await resident.sees('请留一个电话');
    resident.say(phone);
    await resident.tap('确认提交', '请核对');
    const number = numberIn((await resident.sees('已收到，订单号')).text);
    expect(resident.count.taps).toBeLessThanOrEqual(8);
    expect(resident.count.typed).toBe(1);

    resident.say('/orders');
    await resident.tap(number);
    await resident.tap('补充提问', `订单 ${number}：`);
    await resident.sees('您想问什么');
    resident.say('手机收到陌生链接怎么办？');
    await resident.sees('问题记下了');
    await resident.tap('补充提问', `订单 ${number}：`);
    await resident.sees('您想问什么');
    resident.say('被骗的钱能追回来吗？');
    await resident.sees('问题记下了');

    const proposed = await coordinator.sees(card(number));
    expect(proposed.text).toMatch(/建议派给：李警官/);
    expect(proposed.text).toMatch(/本片区/);
    expect(proposed.text).toMatch(/近90天0场/);
    expect(proposed.text).toContain(phone);
    await second.sees(card(number));
    await coordinator.tap('同意派单', card(number));
    await coordinator.sees(`订单 ${number} 已派单`);
    for (const one of [coordinator, second]) {
      const dead = await one.seesDead(card(number));
      expect(dead.text).toContain('已由张主任同意派单');
      await one.seesNone('同意派单', card(number));
    }

    const offer = await speaker.sees(`新的宣讲任务，订单 ${number}`);
    expect(offer.text).toContain('小峡街道第1村');
    expect(offer.text).toContain('手机收到陌生链接怎么办');
    expect(speaker.screen()).not.toContain(phone);
    await accept(speaker, number);
    await speaker.sees(card(number), phone);
    await resident.sees('宣讲已定好', '宣讲员：李警官');

    await speaker.tap('讲完了', card(number));
    await speaker.sees('还没到开讲的时间');
    flow.clock.set('2026-11-26T18:30:00+08:00');
    await speaker.tap('讲完了', card(number));
    await speaker.tap('51~100 人');
    await speaker.tap('☐ 1', '答了的打勾');
    await speaker.tap('选好了', '答了的打勾');
    await speaker.sees('请核对', '答了 1 个，欠答 1 个');
    await speaker.tap('讲完了', '请核对');
    await speaker.sees(`订单 ${number} 已讲完`);

    flow.clock.set('2026-11-26T19:30:00+08:00');
    flow.clock.set('2026-11-26T19:45:00+08:00');
    await resident.tap('5 ⭐', `订单 ${number} 讲完了`);
    await resident.sees('已记 5 分');
    resident.say('讲得很好');
    await resident.sees('谢谢您的评价（5 分）');

    speaker.say('/owed');
    await speaker.tap('答第 1 题', '还欠 1 个问题');
    await speaker.sees('请打您的答复');
    speaker.say('越早报警越有希望。');
    await speaker.sees('已转给提问的人');
    const news = await resident.sees('您的提问有答复了');
    expect(news.text).toContain('越早报警越有希望。');
    expect(news.text).toContain('被骗的钱能追回来吗？');

    const stored = await flow.prisma.order.findUniqueOrThrow({
      where: { number },
      include: { ratings: true, record: true, events: { orderBy: { id: 'asc' } } },
    });
    expect(stored.ratings).toMatchObject([{ source: 'requester', score: 5, comment: '讲得很好' }]);
    expect(stored.record).toMatchObject({ headMin: 51, headMax: 100 });
    expect(stored.events.map(({ action }) => action)).toEqual(['submit', 'propose', 'approve', 'accept', 'deliver']);
  });

  it('keeps names, numbers and words out of the queue', async () => {
    const jobs = await queued(flow, setting.redisUrl);
    expect(jobs).toContain('orderId');
    expect(jobs).not.toMatch(/13812345678|李警官|张主任|陌生链接|小峡/);
  });

  it('leaves nothing in the log for the operator to worry about', () => {
    expect(flow.faults).toEqual([]);
  });
});

/** Everything that BullMQ keeps, as text. */
async function queued(flow: Flow, redisUrl: string | undefined): Promise<string> {
  return redisUrl === undefined ? queueTables(flow) : inRedis(redisUrl, flow.redisPrefix);
}

async function inRedis(url: string, prefix: string): Promise<string> {
  const redis = new Redis(url);
  try {
    const found: string[] = [];
    for (const key of await redis.keys(`${prefix}:*`)) found.push(key, JSON.stringify(await contents(redis, key)));
    return found.join('\n');
  } finally {
    redis.disconnect();
  }
}

async function contents(redis: Redis, key: string): Promise<unknown> {
  switch (await redis.type(key)) {
    case 'hash':
      return redis.hgetall(key);
    case 'list':
      return redis.lrange(key, 0, -1);
    case 'set':
      return redis.smembers(key);
    case 'zset':
      return redis.zrange(key, '0', '-1');
    case 'stream':
      return redis.xrange(key, '-', '+');
    default:
      return redis.get(key);
  }
}
