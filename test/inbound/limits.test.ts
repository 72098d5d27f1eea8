// How fast one chat may write and one person may order, with updates handled by two processes in turn.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicScript } from '../../src/conversation/public-script.ts';
import { staffScript } from '../../src/conversation/staff-script.ts';
import type { Message } from '../../src/domain/message.ts';
import { defaultTiming } from '../../src/domain/timers.ts';
import { createTranslator } from '../../src/i18n/translator.ts';
import { createInbound } from '../../src/inbound/inbound.ts';
import { createRunWork } from '../../src/services/work.ts';
import { createCatalogue } from '../../src/store/catalogue.ts';
import { createTestDatabase, type TestDatabase } from '../database.ts';
import { createStation, type Station, timeZone } from '../fakes/station.ts';
import { storedMessage } from '../fakes/stored-message.ts';

let test: TestDatabase;
let station: Station;
let updates = 0;
const start = '2026-11-23T01:00:00Z';
const later = (seconds: number) => station.at(new Date(station.clock().getTime() + seconds * 1000).toISOString());
const translator = createTranslator({ timeZone });

beforeAll(async () => {
  test = await createTestDatabase();
  station = await createStation(test.database);
});
afterAll(() => test.drop());

describe('orders of one person', () => {
  it('are taken ten times a minute; the eleventh waits, filled in as it is, and nobody else notices', async () => {
    station.at(start);
    const resident = open();
    for (let time = 1; time <= 10; time += 1) {
      await resident.fillsIn();
      await resident.taps('确认提交');
      expect(await resident.sees()).toContain('已收到，订单号');
    }
    await resident.fillsIn();
    await resident.taps('确认提交');
    expect(await resident.sees()).toContain('您刚才已经点了很多单');
    expect(await resident.sees()).toContain('13812345678');
    expect(await orders(resident.address)).toBe(10);

    const somebodyElse = open();
    await somebodyElse.fillsIn();
    await somebodyElse.taps('确认提交');
    expect(await somebodyElse.sees()).toContain('已收到，订单号');

    later(61);
    await resident.taps('确认提交');
    expect(await resident.sees()).toContain('已收到，订单号');
    expect(await orders(resident.address)).toBe(11);
  });
});

describe('a chat that writes without end', () => {
  it('is told once, then not answered, and goes on a minute later where it was', async () => {
    station.at(start);
    const resident = open();
    await resident.fillsIn();
    for (let time = 2; time <= 60; time += 1) await resident.says('嗯');
    const before = await resident.count();
    await resident.says('嗯');
    expect(await resident.sees()).toContain('您发得太快了');
    for (let time = 0; time < 20; time += 1) await resident.says('嗯');
    expect(await resident.count()).toBe(before + 1);

    const somebodyElse = open();
    await somebodyElse.says('/start');
    expect(await somebodyElse.sees()).toContain('您好，这里是枫点');

    later(61);
    await resident.taps('确认提交');
    expect(await resident.sees()).toContain('已收到，订单号');
  });

  it('is let through as often as allowed, however its updates come in', async () => {
    station.at(start);
    const resident = open();
    await Promise.all(Array.from({ length: 100 }, () => resident.says('/menu')));
    expect(await resident.count()).toBe(61);
  });
});

describe('wrong tries in one chat', () => {
  it('at orders of others end after ten', async () => {
    station.at(start);
    const guesser = open();
    for (let time = 0; time < 10; time += 1) {
      await guesser.says('/find 999001');
      await guesser.says(`139000000${10 + time}`);
      expect(await guesser.sees()).toContain('没有查到');
    }
    later(61);
    await guesser.says('/find 999002');
    await guesser.says('13900000099');
    expect(await guesser.sees()).toContain('试的次数太多了');
  });

  it('at invite codes end after ten', async () => {
    station.at(start);
    const guesser = open('staff');
    for (let time = 0; time < 10; time += 1) await guesser.says('AAAAA-AAAAA-AAAAA');
    expect(await guesser.sees()).toContain('没有这个邀请码');
    await guesser.says('AAAAA-AAAAA-AAAAA');
    expect(await guesser.sees()).toContain('试的次数太多了');
  });
});

const orders = (address: string) =>
  test.database.prisma.order.count({ where: { requester: { chats: { some: { address } } } } });

function open(bot: 'public' | 'staff' = 'public') {
  const address = `chat ${++updates}`;
  const { database } = test;
  const process = () =>
    createInbound({
      database,
      // The station's own work knows no limit of orders.
      runWork: createRunWork(
        database,
        { wake: () => {}, match: () => {}, plan: () => {} },
        { timeZone, timing: defaultTiming, baseUrl: () => '', travelKmh: 40, roadFactor: 1.3, clock: station.clock },
      ),
      catalogue: createCatalogue(database, station.clock),
      scripts: { public: publicScript, staff: staffScript },
      clock: station.clock,
      timeZone,
      defaultLocale: 'zh-CN',
      wake: () => {},
      fetchFile: async () => undefined,
      onReset: (error) => {
        throw error;
      },
    }).handler(bot, 'telegram');
  const processes = [process(), process()];
  const rows = () => database.prisma.outbox.findMany({ where: { chat: { bot, address } }, orderBy: { id: 'asc' } });
  const last = async (): Promise<Message> => {
    const row = (await rows()).at(-1);
    if (!row) throw new Error('nothing was said');
    return storedMessage(row);
  };
  const sends = async (content: Parameters<(typeof processes)[0]>[0]['content']) => {
    updates += 1;
    await processes[updates % 2]?.({ updateId: `update ${updates}`, address, content });
  };
  const says = (text: string) => sends({ kind: 'text', text });
  return {
    address,
    says,
    fillsIn: () => says('这周四下午想在小峡街道第1村约一场防诈骗讲座，电话13812345678'),
    async taps(label: string) {
      // Under the newest message that has it.
      const messages = (await rows()).map(storedMessage).toReversed();
      const buttons = messages.flatMap(({ choices }) => choices?.flat() ?? []);
      const data = buttons.find((button) => translator.text(button.label, 'zh-CN').includes(label))?.id ?? '';
      await sends({ kind: 'tap', data, messageId: '1' });
    },
    sees: async () => translator.text((await last()).text, 'zh-CN'),
    count: async () => (await rows()).length,
  };
}
