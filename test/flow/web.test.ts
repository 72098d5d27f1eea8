// The whole life of an order in English, through the web's pages alone: no Telegram, no script in the browser.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Flow, openFlow } from './harness.ts';
import { createWebActor, type WebActor } from './web-actor.ts';

const phone = '13812345678';
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3);

let flow: Flow;
let resident: WebActor;
let coordinator: WebActor;
let speaker: WebActor;
let number = '';
beforeAll(async () => {
  flow = await openFlow();
  await flow.places.speaker('Li Ming');
});
afterAll(() => flow.close());

/** Follows the link that the operator handed out, and taps the one button there. */
async function join(role: 'coordinator' | 'speaker', name: string): Promise<WebActor> {
  const visitor = flow.visitor();
  const path = `/join/${await flow.invite(role, name)}`;
  const page = await visitor.get(path);
  expect(page.status).toBe(200);
  await visitor.post(path, { nonce: 'n'.repeat(22) });
  const actor = createWebActor(visitor, '/staff');
  await actor.sees(`${name}，欢迎加入`);
  await actor.tap('🌐 English');
  await actor.sees('From now on in English.');
  return actor;
}

it('greets in the default language and changes it with one tap', async () => {
  resident = createWebActor(flow.visitor(), '/chat');
  await resident.sees('您好，这里是枫点');
  await resident.tap('🌐 English');
  await resident.sees('What can we do for you?');
});

it('lets staff in by their invitation, once', async () => {
  coordinator = await join('coordinator', 'Wei Fang');
  speaker = await join('speaker', 'Li Ming');
  expect(await flow.prisma.coordinator.count()).toBe(1);
  expect(await flow.prisma.speaker.count({ where: { personId: { not: null } } })).toBe(1);
});

it('takes an order in at most eight taps and one typed field', async () => {
  resident.count.taps = 0;
  await resident.tap('Order a talk');
  await resident.tap('Telecom and online fraud');
  await resident.tap('小峡街道');
  await resident.tap('第1村');
  await resident.tap('26', 'Which day?');
  await resident.tap('afternoon');
  await resident.sees('leave a phone number');
  await resident.say(phone);
  await resident.tap('Submit', 'Please check:');
  number = /order number is (\d+)/.exec((await resident.sees('Your order number is')).text)?.[1] ?? '';
  expect(resident.count.taps).toBeLessThanOrEqual(8);
  expect(resident.count.typed).toBe(1);
  await resident.tap('My orders');
  await resident.tap(number);
  await resident.tap('Add a question', `Order ${number}:`);
  await resident.sees('What would you like to ask?');
  await resident.say('Can the money be got back?');
  await resident.sees('The speaker will get your question');
});

it('shows the coordinator who is proposed and why, and offers the talk', async () => {
  await coordinator.sees(`Order ${number} ·`, 'Li Ming', phone, 'own area');
  await coordinator.tap('Approve', `Order ${number} ·`);
  await coordinator.sees(`Order ${number} is offered to the speaker`);
  await coordinator.seesDead(`Order ${number} ·`, 'Wei Fang');
});

it('shows the speaker the contact only after the acceptance', async () => {
  await speaker.sees(`A talk for you, order ${number}`);
  expect(speaker.screen()).not.toContain(phone);
  await speaker.tap('✅ Accept', `order ${number}`);
  await speaker.sees(`You have accepted order ${number}`);
  await speaker.sees(`Order ${number} ·`, phone);
  await resident.sees('Your talk is arranged', 'Speaker: Li Ming');
});

it('reports the talk with heads, a question owed, and a photo', async () => {
  flow.clock.set('2026-11-26T18:30:00+08:00');
  await speaker.tap('Delivered', `Order ${number} ·`);
  await speaker.tap('21–50 people');
  await speaker.tap('Go on', 'Which of these questions');
  await speaker.sees('0 answered, 1 owed');
  await speaker.tap('Delivered', 'Please check:');
  await speaker.tap('Add a photo', `Order ${number} is delivered`);
  await speaker.sees('No close faces of minors');
  await speaker.sendFile('talk.png', png);
  await speaker.sees('Received: 1 in all');
  expect(await flow.prisma.attachment.count({ where: { order: { number } } })).toBe(1);
});

it('has the requester rate in the chat, and a listener on the page behind the QR code', async () => {
  flow.clock.set('2026-11-26T19:30:00+08:00');
  flow.clock.set('2026-11-26T19:45:00+08:00');
  await resident.tap('5 ⭐', `Order ${number} has been given`);
  await resident.sees('5 noted');
  await resident.tap('No, thanks');
  await resident.sees('Thank you (5 of 5 stars)');

  const { id } = await flow.prisma.order.findUniqueOrThrow({ where: { number } });
  await speaker.say(`/qr ${id}`);
  const shown = await speaker.sees(`Rating code of order ${number}`);
  const path = new URL(/href="([^"]*\/r\/[^"]+)"/.exec(shown.html)?.[1] ?? '').pathname;
  const listener = flow.visitor();
  const page = await listener.get(`${path}?lang=en`);
  expect(page.body).toContain('Rate this talk');
  expect(page.body).not.toContain(phone);
  const thanks = await listener.post(path, { score: '4', comment: 'Clear.' });
  expect(thanks.body).toContain('Change rating');
  const ratings = await flow.prisma.rating.findMany({ where: { order: { number } }, orderBy: { id: 'asc' } });
  expect(ratings).toMatchObject([
    { source: 'requester', score: 5 },
    { source: 'listener', score: 4, comment: 'Clear.', personId: null },
  ]);
});

it('brings the owed answer to the one who asked', async () => {
  await speaker.say('/owed');
  await speaker.tap('Answer 1', 'Answers still owed: 1');
  await speaker.sees('Please type your answer');
  await speaker.say('Report it at once: then often yes.');
  await speaker.sees('Sent to the person who asked');
  await resident.sees('Your question is answered', 'Can the money be got back?', 'Report it at once: then often yes.');
});

it('finds an order by its number and phone together, and not by one of them', async () => {
  const anyone = flow.visitor();
  expect((await anyone.get('/find?lang=en')).body).toContain('Find an order');
  const found = await anyone.post('/find', { number: `No. ${number}`, phone: '138 1234 5678' });
  expect(found.body).toContain(number);
  expect(found.body).toContain('小峡街道第1村');
  const wrong = await anyone.post('/find', { number, phone: '13800000000' });
  expect(wrong.body).toContain('Nothing found');
  expect(wrong.body).not.toContain('小峡街道第1村');
});

it('leaves nothing in the log for the operator to worry about', () => {
  expect(flow.faults).toEqual([]);
});
