import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../../src/domain/message.ts';
import { texts } from '../../src/i18n/texts.ts';
import { cardNames } from '../../src/services/order/card-names.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { createDesk, type Desk } from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await createDesk();
});
afterAll(() => desk.drop());
beforeEach(() => {
  desk.logged.length = 0;
});

describe('sending', () => {
  test('sends the messages of a chat in their order, one each time, and each once', async () => {
    const chat = await desk.chat();
    for (const text of ['一', '二', '三']) await desk.put(chat.id, text);
    expect(await desk.delivery.deliver(chat.id)).toEqual({ againInMs: 0 });
    expect(desk.telegram.texts(chat.address)).toEqual(['一']);
    await desk.deliverAll(chat.id);
    expect(await desk.delivery.deliver(chat.id)).toEqual({});
    expect(desk.telegram.texts(chat.address)).toEqual(['一', '二', '三']);
  });

  test('keeps the order, and sends each once, when many processes deliver the same chat', async () => {
    const chat = await desk.chat({ channel: 'web' });
    const texts = Array.from({ length: 30 }, (_, index) => `第${index + 1}条`);
    for (const text of texts) await desk.put(chat.id, text);
    const others = Array.from({ length: 8 }, () => desk.newDelivery());
    while ((await desk.prisma.outbox.count({ where: { chatId: chat.id, sentAt: null } })) > 0) {
      await Promise.all(others.map((delivery) => delivery.deliver(chat.id)));
    }
    expect(desk.web.texts(chat.address)).toEqual(texts);
  });

  test('records what was sent, under the id that the channel gave it', async () => {
    const chat = await desk.chat();
    const id = await desk.put(chat.id, '您好');
    await desk.delivery.deliver(chat.id);
    expect(await desk.row(id)).toMatchObject({ messageId: '1', attempts: 1, leaseUntil: null, droppedAt: null });
    expect((await desk.row(id)).sentAt).toBeInstanceOf(Date);
  });

  test('says everything in the language of the chat', async () => {
    const message: Message = {
      text: { lines: [{ names: { zh: '古城回族乡', en: 'Gucheng' } }, { day: '2026-11-25' }] },
      choices: [
        [{ id: '/order', label: { names: { zh: '我要点单', en: 'Order' } } }],
        [{ id: 'q1f:yes', label: '是' }],
      ],
      links: [
        { label: '地图', url: 'https://map.example/1' },
        { label: '评一评', url: '/r/abc' },
      ],
      contact: 'ask',
    };
    const chinese = await desk.chat();
    const english = await desk.chat({ locale: 'en' });
    for (const { id } of [chinese, english]) {
      await desk.put(id, message);
      await desk.delivery.deliver(id);
    }
    expect(desk.telegram.seen(chinese.address)[0]?.message).toEqual({
      text: '古城回族乡\n11月25日（周三）',
      buttons: [[{ label: '我要点单', data: '/order' }], [{ label: '是', data: 'q1f:yes' }]],
      links: [
        { label: '地图', url: 'https://map.example/1' },
        { label: '评一评', url: 'https://talks.example/r/abc' },
      ],
      contact: { label: texts['zh-CN']['phone.share'], back: '⬅️ 返回' },
    });
    expect(desk.telegram.seen(english.address)[0]?.message).toMatchObject({
      text: 'Gucheng\nWed 25 Nov',
      buttons: [[{ label: 'Order' }], [{ label: '是' }]],
      contact: { label: texts.en['phone.share'], back: '⬅️ Back' },
    });
  });

  test('draws a QR code, sends a stored picture, and sends the text alone where the picture is gone', async () => {
    const { chat, attachment } = await withAttachment();
    await desk.put(chat.id, { text: '扫码评一评', picture: { qr: '/r/abc' } });
    await desk.put(chat.id, { text: '签到表', picture: { attachment } });
    await desk.put(chat.id, { text: '没有了', picture: { attachment: 999_999 } });
    await desk.deliverAll(chat.id);
    const pictures = desk.telegram.seen(chat.address).map(({ message }) => message.picture);
    expect(
      Buffer.from(pictures[0]?.bytes ?? [])
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    expect(pictures[1]).toEqual({ mime: 'image/jpeg', bytes: Buffer.from([1, 2, 3]) });
    expect(desk.telegram.texts(chat.address)[2]).toBe('没有了');
    expect(pictures[2]).toBeUndefined();
  });

  test('lets a message that is not due be overtaken, and says when it is', async () => {
    const chat = await desk.chat({ channel: 'web' });
    await desk.put(chat.id, '提醒', { dueAt: new Date(Date.now() + 3_600_000) });
    await desk.put(chat.id, '现在');
    const { againInMs } = await desk.delivery.deliver(chat.id);
    expect(desk.web.texts(chat.address)).toEqual(['现在']);
    expect(againInMs).toBeGreaterThan(3_500_000);
    expect(againInMs).toBeLessThanOrEqual(3_600_000);
  });

  test('leaves what the person said alone', async () => {
    const chat = await desk.chat({ channel: 'web' });
    await desk.put(chat.id, '我想点单', { kind: 'said' });
    expect(await desk.delivery.deliver(chat.id)).toEqual({});
    expect(desk.web.calls.filter(({ address }) => address === chat.address)).toEqual([]);
  });

  test('finds the chats that have something to send now', async () => {
    const due = await desk.chat();
    await desk.put(due.id, '到了');
    const later = await desk.chat();
    await desk.put(later.id, '明天', { dueAt: new Date(Date.now() + 86_400_000) });
    const paused = await desk.chat();
    await desk.put(paused.id, '稍等');
    await desk.prisma.chat.update({ where: { id: paused.id }, data: { nextSendAt: new Date(Date.now() + 60_000) } });
    const chats = await desk.delivery.dueChats();
    expect(chats).toContainEqual({ chatId: due.id, bot: 'public' });
    const ids = chats.map(({ chatId }) => chatId);
    expect(ids).not.toContain(later.id);
    expect(ids).not.toContain(paused.id);
    await desk.deliverAll(due.id);
    expect((await desk.delivery.dueChats()).map(({ chatId }) => chatId)).not.toContain(due.id);
  });
});

describe('editing', () => {
  test('changes the message of an earlier row, and one that the channel named', async () => {
    const chat = await desk.chat();
    const card = await desk.put(chat.id, '待派单', { card: 'order:1' });
    await desk.put(chat.id, '请选择');
    await desk.put(chat.id, '已派单', { kind: 'edit', editsOutboxId: card });
    await desk.put(chat.id, '已选择', { kind: 'edit', editsMessageId: '2' });
    await desk.deliverAll(chat.id);
    expect(desk.telegram.texts(chat.address)).toEqual(['已派单', '已选择']);
  });

  test('drops an edit of something that never went out', async () => {
    const chat = await desk.chat();
    const card = await desk.put(chat.id, '', { card: 'order:1' });
    const edit = await desk.put(chat.id, '已派单', { kind: 'edit', editsOutboxId: card });
    await desk.deliverAll(chat.id);
    expect((await desk.row(card)).dropCode).toBe('text_empty');
    expect((await desk.row(edit)).dropCode).toBe('no_target');
    expect(desk.telegram.texts(chat.address)).toEqual([]);
  });

  test('finds the new message after an edit had to be sent anew', async () => {
    const chat = await desk.chat();
    const card = await desk.put(chat.id, '待派单');
    await desk.deliverAll(chat.id);
    await desk.put(chat.id, '已派单', { kind: 'edit', editsOutboxId: card });
    desk.telegram.next({ ok: true, messageId: '77' });
    await desk.deliverAll(chat.id);
    expect((await desk.row(card)).messageId).toBe('77');
  });
});

describe('when the channel does not take it', () => {
  test('waits as long as it is told to, and loses nothing', async () => {
    const chat = await desk.chat();
    await desk.put(chat.id, '一');
    await desk.put(chat.id, '二');
    desk.telegram.next({ ok: false, reason: 'later', retryAfterSeconds: 5 });
    const { againInMs } = await desk.delivery.deliver(chat.id);
    expect(againInMs).toBeGreaterThan(4_000);
    await desk.delivery.deliver(chat.id);
    expect(desk.telegram.calls.filter(({ address }) => address === chat.address)).toHaveLength(1);
    await desk.skipPause(chat.id);
    await desk.deliverAll(chat.id);
    expect(desk.telegram.texts(chat.address)).toEqual(['一', '二']);
  });

  test('a closed address is tried once, and its person stands on the phone list', async () => {
    const chat = await desk.chat();
    desk.telegram.block(chat.address);
    const rows = [
      await desk.put(chat.id, '您的宣讲已定好'),
      await desk.put(chat.id, '您的宣讲已定好'),
      await desk.put(chat.id, '明天见', { dueAt: new Date(Date.now() + 86_400_000) }),
      await desk.put(chat.id, '已派单', { kind: 'edit', editsMessageId: '5' }),
      await desk.put(chat.id, { text: '想听什么？', choices: [[{ id: 'q1f:fraud', label: '防诈骗' }]] }),
    ];
    expect(await desk.delivery.deliver(chat.id)).toEqual({});
    for (const id of rows) expect((await desk.row(id)).dropCode).toBe('closed');
    expect((await desk.prisma.chat.findUniqueOrThrow({ where: { id: chat.id } })).closedAt).toBeInstanceOf(Date);
    const told = await desk.prisma.phoneTask.findMany({ where: { personId: chat.personId } });
    expect(told.map(({ message }) => message)).toEqual([{ text: '您的宣讲已定好' }, { text: '明天见' }]);

    const after = await desk.put(chat.id, '已改到周五');
    await desk.delivery.deliver(chat.id);
    expect((await desk.row(after)).dropCode).toBe('closed');
    expect(await desk.prisma.phoneTask.count({ where: { personId: chat.personId } })).toBe(3);
    expect(desk.telegram.calls.filter(({ address }) => address === chat.address)).toHaveLength(1);
  });

  test('a closed chat takes messages again once its person writes', async () => {
    const chat = await desk.chat();
    await desk.put(chat.id, '一');
    desk.telegram.next({ ok: false, reason: 'closed' });
    await desk.deliverAll(chat.id);
    await saveStep(desk.database.pool, {
      chatId: chat.id,
      version: chat.version,
      source: 'public/telegram',
      updateId: `${chat.id}`,
      state: null,
      rows: [{ kind: 'send', message: { text: '您好' } }],
      now: new Date(),
      recent: { since: new Date(), updates: 1 },
    });
    await desk.skipPause(chat.id);
    await desk.deliverAll(chat.id);
    expect(desk.telegram.texts(chat.address)).toEqual(['您好']);
  });

  test('the phone list names the speaker and the order', async () => {
    const { chat, orderId } = await withAttachment();
    const speaker = await desk.prisma.speaker.create({
      data: { name: '测试宣讲员', kind: 'police', personId: chat.personId, homeAreaId: await areaId() },
    });
    desk.telegram.block(chat.address);
    await desk.put(chat.id, '新的派单', { card: cardNames.offer(orderId, 7) });
    await desk.put(chat.id, '别的', { card: 'digest' });
    await desk.delivery.deliver(chat.id);
    const tasks = await desk.prisma.phoneTask.findMany({
      where: { speakerId: speaker.id },
      orderBy: { orderId: 'asc' },
    });
    expect(tasks.map((task) => task.orderId)).toEqual([orderId, null]);
  });

  test('a call is of the order that the message was about, once of a kind, in the order in which it was said', async () => {
    const { chat, orderId } = await withAttachment();
    const { personId } = chat;
    await desk.prisma.phoneTask.create({ data: { personId, orderId, kind: 'news', message: { text: '旧闻' } } });
    desk.telegram.block(chat.address);
    await desk.put(chat.id, '已定好', { orderId, callKind: 'news' });
    await desk.put(chat.id, '正在重新安排', { orderId, callKind: 'news' });
    await desk.put(chat.id, '别的', { orderId });
    await desk.put(chat.id, '明天见', { orderId, callKind: 'remind' });
    await desk.delivery.deliver(chat.id);
    const tasks = await desk.prisma.phoneTask.findMany({
      where: { personId, doneAt: null },
      orderBy: { id: 'asc' },
    });
    expect(tasks.map(({ orderId: about, kind, message }) => [about, kind, message])).toEqual([
      [orderId, 'news', { text: '正在重新安排' }],
      [orderId, null, { text: '别的' }],
      [orderId, 'remind', { text: '明天见' }],
    ]);
  });

  test('a message that is refused for good does not hold up the next, and is not quoted in the log', async () => {
    const chat = await desk.chat();
    const bad = await desk.put(chat.id, '王五 13800000000');
    await desk.put(chat.id, '二');
    desk.telegram.next({ ok: false, reason: 'refused', code: 'bad_request' });
    await desk.deliverAll(chat.id);
    expect((await desk.row(bad)).dropCode).toBe('bad_request');
    expect(desk.telegram.texts(chat.address)).toEqual(['二']);
    expect(desk.logged).toHaveLength(1);
    expect(JSON.stringify(desk.logged)).not.toContain('13800000000');
  });

  test('a message that cannot be rendered does not hold up the next', async () => {
    const chat = await desk.chat();
    const bad = await desk.prisma.outbox.create({ data: { chatId: chat.id, message: { words: 'no text' } } });
    await desk.put(chat.id, '二');
    await desk.deliverAll(chat.id);
    expect((await desk.row(bad.id)).dropCode).toBe('unrenderable');
    expect(desk.telegram.texts(chat.address)).toEqual(['二']);
  });

  test('a fault is tried again, ever later, and nothing overtakes', async () => {
    const chat = await desk.chat({ channel: 'web' });
    const first = await desk.put(chat.id, '一');
    await desk.put(chat.id, '二');
    const waits: number[] = [];
    for (let attempt = 0; attempt < 8; attempt += 1) {
      desk.web.next(() => Promise.reject(new Error('socket hang up')));
      waits.push((await desk.delivery.deliver(chat.id)).againInMs ?? -1);
      await desk.skipPause(chat.id);
    }
    expect(waits.map((ms) => Math.round(ms / 1000))).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    expect((await desk.row(first)).attempts).toBe(8);
    await desk.deliverAll(chat.id);
    expect(desk.web.texts(chat.address)).toEqual(['一', '二']);
  });

  test('a message that found no way for a day is told by phone', async () => {
    const chat = await desk.chat({ bot: 'staff' });
    const old = await desk.put(chat.id, '请到现场', { dueAt: new Date(Date.now() - 25 * 3_600_000) });
    await desk.delivery.deliver(chat.id);
    expect((await desk.row(old)).dropCode).toBe('gave_up');
    expect(await desk.prisma.phoneTask.count({ where: { personId: chat.personId } })).toBe(1);
  });

  test('a process that dies after sending repeats that one message and no other', async () => {
    const chat = await desk.chat();
    await desk.put(chat.id, '一');
    await desk.put(chat.id, '二');
    // It dies with the message sent and nothing recorded: what remains is the lease.
    let died: (() => void) | undefined;
    const death = new Promise<void>((resolve) => {
      died = resolve;
    });
    desk.telegram.next(async () => {
      died?.();
      return new Promise<never>(() => {});
    });
    void desk.delivery.deliver(chat.id).catch(() => {});
    await death;
    const other = desk.newDelivery();
    const { againInMs } = await other.deliver(chat.id);
    expect(againInMs).toBeGreaterThan(20_000);
    await desk.skipPause(chat.id);
    await desk.deliverAll(chat.id, other);
    expect(desk.telegram.calls.filter(({ address }) => address === chat.address).map(({ text }) => text)).toEqual([
      '一',
      '一',
      '二',
    ]);
  });
});

async function areaId(): Promise<number> {
  const area = await desk.prisma.area.findFirst();
  return (area ?? (await desk.prisma.area.create({ data: { kind: 'district', name: '平安区' } }))).id;
}

async function withAttachment() {
  const chat = await desk.chat();
  const format = await desk.prisma.format.findFirstOrThrow();
  const order = await desk.prisma.order.create({
    data: {
      number: `T${chat.id}`,
      state: 'submitted',
      requesterId: chat.personId,
      formatId: format.id,
      areaId: await areaId(),
      audience: 'villagers',
      ratingToken: `token-${chat.id}`,
    },
  });
  const { id } = await desk.prisma.attachment.create({
    data: { orderId: order.id, mime: 'image/jpeg', bytes: Buffer.from([1, 2, 3]) },
  });
  return { chat, orderId: order.id, attachment: id };
}
