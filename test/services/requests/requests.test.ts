// 诉求 through the services, on real PostgreSQL: who is told, who sees it, and who has it.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommandTable } from '../../../src/domain/commands.ts';
import type { Who } from '../../../src/services/work.ts';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { createStation, type Station } from '../../fakes/station.ts';

type Coordinator = Awaited<ReturnType<Station['coordinator']>>;

let db: TestDatabase;
let station: Station;
let resident: Who;
let stranger: Who;
/** Of the district, of 小峡街道 (two), of 三合镇. */
let district: Coordinator;
let first: Coordinator;
let second: Coordinator;
let elsewhere: Coordinator;

beforeAll(async () => {
  db = await createTestDatabase({ poolSize: 20 });
  station = await createStation(db.database);
  resident = await station.person('public', '居民');
  stranger = await station.person('public', '别人');
  district = await station.coordinator('区里', station.district.id);
  first = await station.coordinator('张三', station.township.id);
  second = await station.coordinator('李四', station.township.id);
  elsewhere = await station.coordinator('王五', station.otherTownship.id);
});
afterAll(() => db.drop());

type Submission = Partial<CommandTable['submit-request']['args']>;

const at = (): Submission => ({ place: { areaId: station.village.id } });
const nowhere: Submission = {};

async function submitted(who: Who = resident, more: Submission = at()): Promise<number> {
  const { number } = await station.act(who, 'submit-request', {
    kind: 'mediation',
    text: '邻里纠纷',
    phone: '13812345678',
    ...more,
  });
  return (await station.prisma.residentRequest.findUniqueOrThrow({ where: { number } })).id;
}

const told = async (who: Who) => JSON.stringify((await station.messages(who)).map(({ message }) => message));
const cards = (id: number) => station.prisma.outbox.findMany({ where: { card: `request:${id}` } });
const edits = async (who: Who) => (await station.messages(who)).filter(({ kind }) => kind === 'edit');
const shown = async (who: Who, requestId: number) => (await station.act(who, 'show-request', { requestId })).request;

describe('making a request', () => {
  test('goes to the nearest coordinators above the place, with the phone, and to nobody else', async () => {
    const id = await submitted();
    const chats = (await cards(id)).map(({ chatId }) => chatId);
    expect(chats.sort()).toEqual([first.chatId, second.chatId].sort());
    expect(await told(first)).toContain('13812345678');
    expect(await told(elsewhere)).not.toContain('邻里纠纷');
  });

  test('without a place it goes to the area of the person, and without that to the district', async () => {
    const villager = await station.person('public', '村民');
    await station.prisma.person.update({
      where: { id: villager.personId },
      data: { areaId: station.otherVillage.id },
    });
    const one = await submitted(villager, nowhere);
    expect((await cards(one)).map(({ chatId }) => chatId)).toEqual([elsewhere.chatId]);

    const other = await submitted(stranger, nowhere);
    expect((await cards(other)).map(({ chatId }) => chatId)).toEqual([district.chatId]);
    expect(await shown(district, other)).toMatchObject({ state: 'open' });
    expect(await shown(first, other)).toBeUndefined();
  });

  test('at a school it names the school', async () => {
    const id = await submitted(resident, { place: { areaId: station.village.id, schoolId: station.school.id } });
    expect(await shown(first, id)).toMatchObject({
      placeName: { zh: '小峡街道第1村' },
      text: '小峡小学\n邻里纠纷',
    });
  });

  test('keeps the phone for the next time', async () => {
    const caller = await station.person('public', '新来的');
    await submitted(caller, { ...at(), kind: 'callback', phone: '139 1234 5678' });
    expect(await station.prisma.person.findUnique({ where: { id: caller.personId } })).toMatchObject({
      phone: '13912345678',
    });
  });

  test('asking again to be rung back is the same call', async () => {
    const caller = await station.person('public', '着急的');
    const ids = [
      await submitted(caller, { ...at(), kind: 'callback' }),
      await submitted(caller, { ...at(), kind: 'callback' }),
    ];
    expect(ids[0]).toBe(ids[1]);
    expect(await submitted(caller, { ...at(), kind: 'callback', phone: '13900001111' })).not.toBe(ids[0]);
    await station.act(first, 'close-request', { requestId: ids[0] ?? 0 });
    expect(await submitted(caller, { ...at(), kind: 'callback' })).not.toBe(ids[0]);
  });
});

describe('taking, answering and closing', () => {
  test('tells the person each step, and the copies of the card lose their buttons', async () => {
    const person = await station.person('public', '当事人');
    const id = await submitted(person);
    const before = (await edits(second)).length;

    expect(await station.act(first, 'take-request', { requestId: id })).toMatchObject({
      ok: true,
      request: { state: 'taken', takenBy: '张三', mine: true },
    });
    expect(await told(person)).toContain('my_request.news_taken');
    const [edit] = (await edits(second)).slice(before);
    expect(JSON.stringify(edit?.message)).toContain('request_card.taken_by');
    expect(edit?.message).not.toHaveProperty('choices');

    await station.act(first, 'answer-request', { requestId: id, text: '明天上午到' });
    expect(await told(person)).toContain('明天上午到');

    await station.act(first, 'close-request', { requestId: id });
    expect(await told(person)).toContain('my_request.news_closed');
    expect(await shown(second, id)).toMatchObject({ state: 'closed', takenBy: '张三', mine: false });
  });

  test('of ten at once one takes it, the others hear who', async () => {
    const id = await submitted();
    const team = await Promise.all(
      Array.from({ length: 10 }, (_, at) => station.coordinator(`派单员${at}`, station.township.id)),
    );
    const results = await Promise.all(team.map((who) => station.act(who, 'take-request', { requestId: id })));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const winner = results.findIndex(({ ok }) => ok);
    for (const result of results.filter(({ ok }) => !ok)) {
      expect(result).toMatchObject({ reason: 'already', request: { takenBy: `派单员${winner}` } });
    }
  });

  test('nobody acts on what another has taken, until that one leaves the team', async () => {
    const id = await submitted();
    const leaving = await station.coordinator('要走的', station.township.id);
    await station.act(leaving, 'take-request', { requestId: id });
    const before = await told(resident);
    const late = { ok: false, reason: 'already' };
    expect(await station.act(second, 'take-request', { requestId: id })).toMatchObject(late);
    expect(await station.act(second, 'answer-request', { requestId: id, text: '我来说' })).toMatchObject(late);
    expect(await station.act(second, 'close-request', { requestId: id })).toMatchObject(late);
    expect(await told(resident)).toBe(before);

    await station.prisma.coordinator.update({ where: { id: leaving.coordinator.id }, data: { active: false } });
    expect(await station.act(second, 'take-request', { requestId: id })).toMatchObject({
      ok: true,
      request: { takenBy: '李四' },
    });
  });

  test("another area's coordinator finds nothing, whatever is tried", async () => {
    const id = await submitted();
    const nothing = { ok: false, reason: 'not_found' };
    expect(await shown(elsewhere, id)).toBeUndefined();
    expect((await station.act(elsewhere, 'list-requests', {})).requests.map((one) => one.id)).not.toContain(id);
    expect(await station.act(elsewhere, 'take-request', { requestId: id })).toEqual(nothing);
    expect(await station.act(elsewhere, 'answer-request', { requestId: id, text: '好' })).toEqual(nothing);
    expect(await station.act(elsewhere, 'close-request', { requestId: id })).toEqual(nothing);
    expect(await station.act(resident, 'take-request', { requestId: id })).toEqual(nothing);
    expect(await shown(first, id)).toMatchObject({ state: 'open', messages: [] });
  });

  test('a closed request leaves the list', async () => {
    const id = await submitted();
    const listed = async () => (await station.act(first, 'list-requests', {})).requests.map((one) => one.id);
    expect(await listed()).toContain(id);
    await station.act(first, 'close-request', { requestId: id });
    expect(await listed()).not.toContain(id);
    expect(await station.act(first, 'close-request', { requestId: id })).toMatchObject({
      ok: false,
      reason: 'already',
    });
  });
});

describe('the person', () => {
  test('sees their own requests, without the phone or the name of who has it', async () => {
    const person = await station.person('public', '自己');
    const id = await submitted(person);
    await station.act(first, 'take-request', { requestId: id });
    const { requests } = await station.act(person, 'list-my-requests', {});
    expect(requests).toMatchObject([{ id, state: 'taken', text: '邻里纠纷' }]);
    expect(requests[0]).not.toHaveProperty('phone');
    expect(requests[0]).not.toHaveProperty('takenBy');
    expect((await station.act(stranger, 'list-my-requests', {})).requests.map((one) => one.id)).not.toContain(id);
  });

  test('adds words, which reach the one who has it, and nobody else adds any', async () => {
    const id = await submitted();
    expect(await station.act(stranger, 'add-to-request', { requestId: id, text: '乱写' })).toEqual({
      ok: false,
      reason: 'not_found',
    });
    await station.act(first, 'take-request', { requestId: id });
    expect(await station.act(resident, 'add-to-request', { requestId: id, text: '还有一件事' })).toMatchObject({
      ok: true,
    });
    expect(await told(first)).toContain('还有一件事');
    expect(await told(second)).not.toContain('还有一件事');
    expect(await shown(first, id)).toMatchObject({ messages: [{ fromStaff: false, text: '还有一件事' }] });
  });

  test('adds nothing once it is closed', async () => {
    const id = await submitted();
    await station.act(first, 'close-request', { requestId: id });
    expect(await station.act(resident, 'add-to-request', { requestId: id, text: '再说' })).toMatchObject({
      ok: false,
      reason: 'already',
      request: { state: 'closed', messages: [] },
    });
  });
});
