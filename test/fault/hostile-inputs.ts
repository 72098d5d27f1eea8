// What a hostile or broken sender may send: texts, every shape of an update, and shapes nobody has thought of.

import fc from 'fast-check';

export const hostileTexts: readonly string[] = [
  ...['a'.repeat(4_097), '好'.repeat(4_096), '😀'.repeat(2_048), '👨‍👩‍👧‍👦'.repeat(300), 'e\u0301'.repeat(1_000)],
  ...['\u0000', '讲\u0000座', '\ud800', 'x\udfffy', '\u202e座讲', '\u200f\u061c', '\ufeff', '\u2028\u2029'],
  ...['<b>粗</b><script>alert(1)</script>', '&lt;&amp;', '*_`[x](tg://user?id=1)', '{{number}} $t(order.received)'],
  ...["'; DROP TABLE orders; --", '%s%n', '../../etc/passwd', '__proto__', 'constructor', 'null', 'NaN'],
  ...['/', '/start', `/start ${'x'.repeat(500)}`, '/order@other_bot', '/%00', '/__proto__', '/取消', '/cancel /cancel'],
  ...['13812345678'.repeat(50), '9'.repeat(400), '1e999人', '-5人', `${'9'.repeat(20)}人`],
  ...['0月0日', '2月30日下午', '25点61分', '    ', '\n\n\n', '\t', '。', '？？？？', '平安'.repeat(700)],
  ...['مرحبا بكم', 'བོད་ཡིག'],
];

const kinds = 'voice sticker document video video_note animation audio location venue poll dice'.split(' ');
const otherUpdates =
  'edited_message channel_post inline_query my_chat_member chat_member poll_answer message_reaction unheard_of'.split(
    ' ',
  );
const buttons = [
  ...['', 'x', '/', 'q', 'q:', 'q0:', 'qzz:/menu', '__proto__', '\u0000', '💥'.repeat(16), 'q1:'.repeat(20)],
  ...[
    '/show',
    '/show 0',
    '/show -1',
    '/show 1e9',
    `/show ${'9'.repeat(20)}`,
    '/approve 1 2',
    '/cancel 1',
    '/accept 1 1',
  ],
];

/** Right and wrong, of one person; without an update id where they do not say one. */
export function updateShapes(id: number): readonly unknown[] {
  const chat = { id, type: 'private', first_name: 'P' };
  const from = { id, is_bot: false, first_name: 'P' };
  const message = { message_id: 1, date: 1_700_000_000, chat, from };
  const query = { id: 'q', from, chat_instance: '1', data: '/menu', message };
  const messages = [
    ...[
      { chat: null, text: 'x' },
      { chat: { id: 'x', type: 'private' }, text: 'x' },
      { from: undefined, text: 'x' },
    ],
    ...[
      { chat: { id: 1.5, type: 'private' }, text: 'x' },
      { chat: { id: -100, type: 'supergroup' }, text: 'x' },
    ],
    ...[7, null, {}, [], ''].map((text) => ({ text })),
    ...[null, {}, [], [null], [{}], [{ file_id: 7 }], [{ file_id: 'gone' }], 'x'].map((photo) => ({ photo })),
    ...[null, {}, { phone_number: 7 }, { phone_number: '' }].map((contact) => ({ contact })),
    { contact: { phone_number: '+1'.repeat(200), user_id: id } },
    ...kinds.map((kind) => ({ [kind]: { file_id: 'f' } })),
    { text: '/help', reply_to_message: { reply_to_message: {} }, entities: [{ type: 'bot_command', offset: 900 }] },
  ];
  const queries = [
    ...[{ data: 7 }, { data: undefined, game_short_name: 'g' }, { message: undefined, inline_message_id: 'x' }],
    { message: { chat, message_id: 0, date: 0 } },
    ...buttons.map((data) => ({ data })),
  ];
  return [
    ...[
      null,
      [],
      'text',
      7,
      true,
      {},
      { update_id: null },
      { update_id: 'x' },
      { update_id: 1.5 },
      { update_id: 1e300 },
    ],
    ...[{ update_id: -1 }, { update_id: 2 ** 53, message: { ...message, text: 'x' } }],
    ...[null, [], 'x', {}, { chat }].map((one) => ({ message: one })),
    ...messages.map((one) => ({ message: { ...message, ...one } })),
    ...[null, {}, [], 'x'].map((one) => ({ callback_query: one })),
    ...queries.map((one) => ({ callback_query: { ...query, ...one } })),
    ...otherUpdates.map((kind) => ({ [kind]: { ...message, text: 'x' } })),
    { message: { ...message, text: 'x' }, callback_query: query },
  ];
}

/** Made up at random, some of it close to the real thing. */
export function anyUpdate(id: number): fc.Arbitrary<object> {
  const words = 'id type text data chat from message message_id photo contact user_id file_id'.split(' ');
  const leaf = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    ...[fc.integer(), fc.boolean(), fc.constant(null), fc.double()],
  );
  const anything = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...words), tie('any'), { maxKeys: 6 }),
    ),
  })).any;
  const parts = fc.constantFrom('text', 'photo', 'contact', 'voice', 'from', 'reply_markup', 'entities');
  const message = { message_id: 1, date: 1, chat: { id, type: 'private' } };
  return fc.oneof(
    fc.record({ message: anything }),
    fc.record({ callback_query: anything }),
    fc.dictionary(parts, anything, { maxKeys: 4 }).map((more) => ({ message: { ...message, ...more } })),
    anything.map((data) => ({ callback_query: { id: 'q', data, message } })),
  );
}
