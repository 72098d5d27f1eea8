import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createWecomRobot } from '../../src/channels/wecom-robot.ts';
import { createRobotDelivery } from '../../src/delivery/robot.ts';
import { createTranslator } from '../../src/i18n/translator.ts';
import { tellRobotItWaits } from '../../src/services/order/robot-notice.ts';
import { createTestDatabase, type TestDatabase } from '../database.ts';
import { startGroupRobot } from '../fakes/group-robot.ts';
import { createStation, type Station } from '../fakes/station.ts';

let home: TestDatabase;
let station: Station;
let robot: Awaited<ReturnType<typeof startGroupRobot>>;
let logged: string[];
let now: Date;
beforeEach(async () => {
  home = await createTestDatabase();
  station = await createStation(home.database);
  robot = await startGroupRobot();
  logged = [];
  quiet = false;
  now = new Date('2026-11-23T01:00:00Z');
});
afterEach(async () => {
  await robot.close();
  await home.drop();
});

const note = (fields: object, message: string) => logged.push(`${message} ${JSON.stringify(fields)}`);
let quiet: boolean;
const deliveryTo = (url: string) =>
  createRobotDelivery({
    pool: home.database.pool,
    robot: createWecomRobot(url),
    translator: createTranslator({ timeZone: 'Asia/Shanghai' }),
    locale: 'zh-CN',
    log: { warn: note, error: note },
    clock: () => now,
    isQuiet: () => quiet,
  });
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};
const texts = () => robot.posts.map(({ text }) => text);

describe('a coordinators’ group', () => {
  test('is told once, and not at night, of an order that waits: number, topic and township, and nothing of a person', async () => {
    const resident = await station.person('public', '王秀兰');
    await station.speaker('李警官');
    await station.coordinator('张主任');
    const order = await station.order(resident);
    const delivery = deliveryTo(robot.url);
    quiet = true;
    expect(await delivery.due()).toBe(false);
    quiet = false;
    expect(await delivery.due()).toBe(true);
    await delivery.post();
    expect(texts()).toEqual([
      expect.stringMatching(new RegExp(`待派单.*\n${order.number}　防范电信网络诈骗　小峡街道$`)),
    ]);
    expect(texts().join()).not.toMatch(/王秀兰|李警官|张主任|13812345678/);
    later(60);
    expect(await delivery.due()).toBe(false);
    await delivery.post();
    expect(robot.posts).toHaveLength(1);
  });

  test('is told of an order for which nobody was found, and not what was wished for in free words', async () => {
    const resident = await station.person('public', '王秀兰');
    const { topicId: _, ...wish } = station.draft();
    const result = await station.act(resident, 'submit-order', { draft: { ...wish, wish: '找王秀兰谈谈' } });
    expect(result.ok).toBe(true);
    await station.match();
    await deliveryTo(robot.url).post();
    expect(texts()).toEqual([expect.stringContaining('自定义')]);
    expect(texts().join()).not.toContain('王秀兰');
  });

  test('is not told of what has moved on before its turn came', async () => {
    const resident = await station.person('public', '王秀兰');
    const order = await station.order(resident);
    const delivery = deliveryTo(robot.url);
    robot.fail({ errcode: -1 });
    await delivery.post();
    await station.act(resident, 'cancel-order', { orderId: order.id, version: order.version, reason: 'other' });
    later(60);
    expect(await delivery.due()).toBe(true);
    await delivery.post();
    expect(robot.calls()).toBe(1);
    expect(await station.prisma.robotNotice.findMany()).toMatchObject([{ postedAt: null, dropCode: 'moved_on' }]);
  });

  test('gets many orders in few posts, each under 2048 bytes and none sooner than the pace allows', async () => {
    await station.prisma.topic.update({
      where: { id: station.topic.id },
      data: { nameZh: '很长的主题名称'.repeat(10) },
    });
    for (let count = 0; count < 14; count += 1) {
      const resident = await station.person('public', `住户${count}`);
      expect((await station.act(resident, 'submit-order', { draft: station.draft() })).ok).toBe(true);
    }
    await station.match();
    const delivery = deliveryTo(robot.url);
    for (let second = 0; second < 10; second += 1) {
      await Promise.all([delivery.post(), delivery.post(), delivery.post()]);
      later(1);
    }
    expect(robot.posts).toHaveLength(2);
    const numbers = texts().flatMap((text) => text.match(/^\d+/gm) ?? []);
    expect(new Set(numbers).size).toBe(14);
    expect(numbers).toHaveLength(14);
  });

  test('is told again, and first, of an order that has waited too long', async () => {
    const order = await station.order(await station.person('public', '王秀兰'));
    const delivery = deliveryTo(robot.url);
    await delivery.post();
    await station.order(await station.person('public', '马桂英'));
    await station.runWork((work) => tellRobotItWaits(work, order));
    await station.runWork((work) => tellRobotItWaits(work, order));
    later(60);
    await delivery.post();
    expect(texts()[1]).toMatch(new RegExp(`^久等未派.*\n${order.number}　.*\n有订单待派单.*\n\\d+　.*$`));
    later(60);
    await delivery.post();
    expect(robot.posts).toHaveLength(2);
  });
});

describe('a robot in trouble', () => {
  async function waitingOrder() {
    await station.order(await station.person('public', '王秀兰'));
  }

  test.each([
    ['its service hangs up', 'hang-up' as const, 2],
    ['WeCom is busy, in a 200', { errcode: -1 }, 2],
    ['something in between answers 502', { status: 502 }, 2],
    ['it was posted to too often, in a 200', { errcode: 45009 }, 60],
  ])('is asked again when %s', async (_, fault, seconds) => {
    await waitingOrder();
    const delivery = deliveryTo(robot.url);
    robot.fail(fault);
    await delivery.post();
    expect(robot.posts).toHaveLength(0);
    later(seconds - 1);
    await delivery.post();
    expect(robot.calls()).toBe(1);
    later(4);
    await delivery.post();
    expect(robot.posts).toHaveLength(1);
  });

  test('waits longer each time, five minutes at most, and gives nothing up', async () => {
    await waitingOrder();
    const delivery = deliveryTo(robot.url);
    for (let attempt = 1; attempt <= 12; attempt += 1) {
      robot.fail('hang-up');
      await delivery.post();
      later(300);
    }
    expect(robot.calls()).toBe(12);
    await delivery.post();
    expect(robot.posts).toHaveLength(1);
  });

  test('that refuses for good is asked once, and the log names the code and not the address', async () => {
    await waitingOrder();
    const delivery = deliveryTo(robot.url.replace('robot-secret', 'wrong-secret'));
    await delivery.post();
    later(600);
    await delivery.post();
    expect(robot.calls()).toBe(1);
    expect(logged).toEqual(['group robot refuses {"code":"wecom_93000"}']);
  });

  test('that cannot be reached leaves no trace of its address', async () => {
    await waitingOrder();
    const { url } = robot;
    robot.fail('hang-up');
    const thrown: unknown = await createWecomRobot(url)
      .post('x')
      .catch((error: unknown) => error);
    expect(JSON.stringify(thrown, Object.getOwnPropertyNames(thrown))).not.toMatch(/robot-secret|127\.0\.0\.1/);
  });

  test('is not left with what a killed process had claimed', async () => {
    await waitingOrder();
    let hangUp = () => {};
    const killed = createRobotDelivery({
      pool: home.database.pool,
      robot: {
        post: () =>
          new Promise((_, reject) => {
            hangUp = () => reject(new Error('gone'));
          }),
      },
      translator: createTranslator({ timeZone: 'Asia/Shanghai' }),
      locale: 'zh-CN',
      log: { warn: note, error: note },
      clock: () => now,
    });
    const ended = killed.post();
    await expect.poll(() => station.prisma.robotNotice.count({ where: { attempts: 1 } })).toBe(1);
    const delivery = deliveryTo(robot.url);
    later(29);
    await delivery.post();
    expect(robot.posts).toHaveLength(0);
    later(2);
    await delivery.post();
    expect(robot.posts).toHaveLength(1);
    hangUp();
    await ended;
  });
});
