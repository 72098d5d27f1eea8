// Whatever anybody sends, at any question: an answer that every channel can carry, or silence, and never a fault.

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BotName, Content } from '../../src/channels/channel.ts';
import { publicScript } from '../../src/conversation/public-script.ts';
import { staffScript } from '../../src/conversation/staff-script.ts';
import { createTestDatabase, type TestDatabase } from '../database.ts';
import { createDoor, type Door } from './door.ts';

let test: TestDatabase;
let door: Door;
let orderId: number;
beforeAll(async () => {
  test = await createTestDatabase({ poolSize: 15 });
  door = await createDoor(test.database);
  const { station } = door;
  const resident = await station.person('public', '居民');
  const speaker = await station.speaker('李警官');
  const coordinator = await station.coordinator('张三');
  const order = await station.order(resident, { questions: ['为什么？'] });
  orderId = order.id;
  const { topicId = 0 } = station.draft();
  const titles = { titleZh: '守住养老钱', titleEn: 'Keep your savings' };
  const course = { ...titles, speakerId: speaker.speakerId, topicId, talkMinutes: 40 };
  await door.prisma.course.create({ data: { ...course, state: 'published' } });
  // The three of them write by Telegram.
  for (const [who, address] of [
    [resident, 'resident'],
    [speaker, 'speaker'],
    [coordinator, 'coordinator'],
  ] as const) {
    await door.prisma.chat.update({ where: { id: who.chatId }, data: { channel: 'telegram', address } });
  }
});
afterAll(() => test.drop());

const texts = [
  'x'.repeat(4097),
  '字'.repeat(1500),
  '\u0000',
  'a\u0000b',
  '👨‍👩‍👧‍👦'.repeat(50),
  '\u202e反过来 \u2066x',
  '\ud83d',
  'a\udc00b',
  '<script>alert(1)</script> & <b>x</b>',
  '{{name}} $t(menu.ask) %s',
  "'; DROP TABLE orders; --",
  '   \n\n ',
  '/',
  '/order@fengdian_bot extra words',
  '/constructor',
  '/__proto__ 1 2',
  'constructor',
  '-1',
  'NaN',
  '99999999999999999999',
  '２０２６年２月３０日下午',
  '13812345678'.repeat(20),
  'A'.repeat(15),
  '取消',
  '返回',
  '第1村\n'.repeat(61),
];

const choices = [
  '',
  'x',
  't:999999999',
  't:0',
  't:1',
  'a:1',
  'a:-1',
  's:1',
  'v:1',
  'f:1',
  'd:2026-13-45',
  'd:0000-00-00',
  'd:2026-11-26',
  'm:9999-99',
  'm:0001-01',
  'h:x',
  'h:afternoon',
  'n:-1',
  'p:0',
  'p:9',
  'page:9999',
  'q:1',
  'o:1',
  'rm:1',
  'rm:99999999999',
  '+5',
  ...['again', 'wish', 'many', 'all', 'done', 'none', 'submit', 'more', 'place', 'when', 'go_on', 'anew', 'still'],
  ...['yes', 'no', 'keep', 'next', 'send', 'zero', 'add', 'skip', 'anyone', 'deputy', 'other', 'back', 'cancel'],
  ...['constructor', '__proto__', 'toString', '5', 'x'.repeat(300), '\u0000', '\ud800'],
];

const things: Content[] = [
  { kind: 'voice' },
  { kind: 'other' },
  { kind: 'photo', fileId: 'no-such-file' },
  { kind: 'file', fileId: 'no-such-file', name: '../\u202e\u0000<b>.xlsx', size: 5e9 },
  { kind: 'contact', phone: '', own: true },
  { kind: 'contact', phone: '+1 (not a number)', own: true },
  { kind: 'contact', phone: '+8613800138000', own: false },
  ...['', '/', 'q', 'q:', 'q1', 'q1:', 'qzzzzzzzzzzzzzzz:1', 'Q1:x', 'x'.repeat(5000)].map(
    (data): Content => ({ kind: 'tap', data }),
  ),
];

/** What somebody did before; ids in them are of the order that there is. */
const public_ = [
  [],
  ['/order'],
  ['/order', '想学学怎么认假币'],
  ['/order', '防诈骗'],
  ['/order', '防诈骗', '第1村'],
  ['下周三想在小峡街道第1村约一场防诈骗讲座'],
  ['下周三下午想在小峡街道第1村约一场防诈骗讲座'],
  ['下周三下午想在小峡街道第1村约一场防诈骗讲座，电话13812345678'],
  ['/request'],
  ['/request mediation'],
  ['/callback'],
  ['/find'],
  ['/find 1001'],
  ['/move ID 2'],
  ['/cancel_order ID 2'],
  ['/question ID'],
  ['/rate ID'],
  ['/courses'],
  ['/order course 1'],
  ['/forget'],
  ['/language'],
];
const coordinating = [
  '/enter',
  '/ask ID',
  '/merge ID 2',
  '/complete ID 2',
  '/retime ID 2',
  '/refuse ID 2',
  '/staff_cancel ID 2',
  '/recall ID 2',
  '/assign ID 2 1',
  '/claim ID 2',
  '/recall_speaker',
  '/leave',
  '/reply 1',
  '/guest ID 2',
  '/cases',
  '/course_return 1 00000000',
];
const speaking = [
  '/walkin',
  '/log',
  '/away',
  '/tally ID',
  '/photo ID',
  '/decline ID 2',
  '/withdraw ID 2',
  '/answer_question 1',
  '/new_course',
  '/edit_course 1',
  '/slides 1',
  '/course_withdraw 1',
];

const before: [BotName, string, string[]][] = [
  ...public_.map((lines): [BotName, string, string[]] => ['public', 'resident', lines]),
  ...['', ...coordinating].map((line): [BotName, string, string[]] => ['staff', 'coordinator', line ? [line] : []]),
  ...speaking.map((line): [BotName, string, string[]] => ['staff', 'speaker', [line]]),
  ['staff', 'nobody', []],
];

it.each(before)('answers everything hostile in the %s bot, to the %s who said %j', async (bot, address, lines) => {
  await door.say(bot, address, '/menu');
  for (const line of lines) await door.say(bot, address, line.replace('ID', String(orderId)));
  const { id, state } = await door.chatOf(bot, address);
  const asked = typeof state === 'object' && state !== null && 'asked' in state ? Number(state.asked) : 0;
  const all: Content[] = [
    ...texts.map((text): Content => ({ kind: 'text', text })),
    ...choices.map((choice): Content => ({ kind: 'tap', data: `q${asked.toString(36)}:${choice}`, messageId: '1' })),
    ...things,
  ];
  await expectCarried(bot, address, async () => {
    for (const content of all) {
      await door.send(bot, address, content);
      // Back to the same question.
      await test.database.pool.query('UPDATE chat SET state = $1 WHERE id = $2', [JSON.stringify(state), id]);
    }
  });
});

const staff = Object.keys(staffScript.routes);
const commands: [BotName, string, string[]][] = [
  ['public', 'resident', Object.keys(publicScript.routes)],
  ['staff', 'coordinator', staff],
  ['staff', 'speaker', staff],
  ['staff', 'nobody', staff],
];

it.each(commands)('answers every malformed command in the %s bot, of the %s', async (bot, address, names) => {
  await door.say(bot, address, '/menu');
  const odd = [
    '',
    ' x y z',
    ' 99999999999999999999',
    ' 999999999 999999999 999999999',
    ' -1 -1',
    ' 1.5 1e3',
    ' 0 0 0',
    ' 2026-13-45',
    ' 1 1 1 1 1',
  ];
  await expectCarried(bot, address, async () => {
    for (const name of names) {
      for (const [index, rest] of odd.entries()) {
        const line = `/${name}${rest}`;
        await door.send(bot, address, index % 2 ? { kind: 'tap', data: line } : { kind: 'text', text: line });
      }
    }
  });
});

/** No fault was noted, and every answer fits what Telegram takes, in both languages. */
async function expectCarried(bot: BotName, address: string, act: () => Promise<void>): Promise<void> {
  const { _max } = await door.prisma.outbox.aggregate({ _max: { id: true } });
  await act();
  expect(door.faults.splice(0)).toEqual([]);
  for (const { text, buttons } of await door.told(bot, address, _max.id ?? 0n)) {
    expect(text.trim()).not.toBe('');
    expect(text).not.toMatch(/undefined|\[object/);
    expect(text.length).toBeLessThanOrEqual(4096);
    expect(buttons.flat().length).toBeLessThanOrEqual(100);
    for (const { label, data } of buttons.flat()) {
      expect(label.trim()).not.toBe('');
      expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
    }
  }
}
