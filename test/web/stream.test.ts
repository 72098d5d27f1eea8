// The live stream of a chat's page, over real HTTP.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/web/cookies.ts';
import { field } from '../fakes/visitor.ts';
import { createTestWeb, type TestWeb } from '../fakes/web.ts';

let web: TestWeb;
let origin: string;
beforeAll(async () => {
  web = await createTestWeb();
  origin = `http://127.0.0.1:${(await web.start(0, '')).port}`;
});
afterAll(() => web.close());

interface Event {
  readonly event: string;
  readonly id: string;
  readonly data: string;
}

/** A page's EventSource: hands out one event after the other. */
async function listen(path: string, cookie: string, headers: Record<string, string> = {}) {
  const leaving = new AbortController();
  const response = await fetch(`${origin}${path}`, { headers: { cookie, ...headers }, signal: leaving.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    leave: () => leaving.abort(),
    async next(): Promise<Event> {
      for (;;) {
        const end = text.indexOf('\n\n');
        const block = end < 0 ? undefined : text.slice(0, end);
        if (block !== undefined) text = text.slice(end + 2);
        if (block?.includes('event: ')) {
          const part = (name: string): string =>
            [...block.matchAll(new RegExp(`^${name}: (.*)$`, 'gm'))].map(([, value]) => value).join('\n');
          return { event: part('event'), id: part('id'), data: part('data') };
        }
        if (block !== undefined) continue;
        const { value, done } = (await reader?.read()) ?? { done: true, value: undefined };
        if (done) throw new Error('the stream has ended');
        text += value;
      }
    },
  };
}

async function openPage() {
  const value = crypto.randomUUID().replaceAll('-', '').padEnd(43, 'a');
  const cookie = `fengdian_public=${value}`;
  const body = await (await fetch(`${origin}/chat`, { headers: { cookie } })).text();
  return {
    cookie,
    address: sha256(value),
    stream: /data-stream="([^"]+)"/.exec(body)?.[1] ?? '',
    nonce: field(body, 'nonce', 'id="say"'),
  };
}

describe('the stream of a chat', () => {
  it('brings what is said and answered, in order, each with its row as id', async () => {
    const { cookie, stream, nonce, address } = await openPage();
    const events = await listen(stream, cookie);
    expect(events.type).toContain('text/event-stream');
    const response = await fetch(`${origin}/chat/say`, {
      method: 'POST',
      headers: { cookie, origin, 'x-requested-with': 'fetch' },
      body: new URLSearchParams({ nonce, text: '两行\n<b>字' }),
    });
    expect(response.status).toBe(204);
    const [said, answer] = [await events.next(), await events.next()];
    expect(said.data).toContain('class="message said"');
    expect(said.data).toContain('两行\n&lt;b&gt;字');
    expect(answer.data).toContain('message bot bound live');
    const rows = await web.database.prisma.outbox.findMany({
      where: { chat: { address } },
      orderBy: { id: 'desc' },
      take: 2,
    });
    expect([answer.id, said.id]).toEqual(rows.map(({ id }) => String(id)));
    events.leave();
  });

  it('marks an edit, which shows the message as it is now', async () => {
    const { cookie, stream, address } = await openPage();
    const events = await listen(stream, cookie);
    const id = await web.tell(address, { text: '待派单' });
    expect((await events.next()).event).toBe('message');
    const edit = await web.tell(address, { text: '已派单' }, { edits: id });
    const event = await events.next();
    expect(event).toMatchObject({ event: 'edit', id: String(edit) });
    expect(event.data).toContain(`id="m${id}" data-version="${edit}"`);
    expect(event.data).toContain('已派单');
    events.leave();
  });

  it('goes on after the last event a page has seen', async () => {
    const { cookie, stream, address } = await openPage();
    const long = (seconds: number) => new Date(Date.now() + seconds * 1000);
    const seen = await web.tell(address, { text: '见过的' }, { sentAt: long(60) });
    const missed = await web.tell(address, { text: '错过的' }, { sentAt: long(120) });
    await web.tell(address, { text: '也错过的' }, { sentAt: long(121) });
    const events = await listen(stream, cookie, { 'last-event-id': String(seen) });
    expect(await events.next()).toMatchObject({ id: String(missed) });
    expect((await events.next()).data).toContain('也错过的');
    events.leave();
  });

  it('misses no row that becomes visible after one with a higher id', async () => {
    const { cookie, stream, address } = await openPage();
    const { id: chatId } = await web.database.prisma.chat.findFirstOrThrow({ where: { address } });
    const late = await web.database.prisma.outbox.create({ data: { chatId, message: { text: '先写后发' } } });
    const events = await listen(stream, cookie);
    await web.tell(address, { text: '后写先发' });
    expect((await events.next()).data).toContain('后写先发');
    await web.database.prisma.outbox.update({ where: { id: late.id }, data: { sentAt: new Date() } });
    expect((await events.next()).data).toContain('先写后发');
    events.leave();
  });

  it('tells the page to load anew when the chat’s language changes', async () => {
    const { cookie, stream, address } = await openPage();
    const events = await listen(stream, cookie);
    await web.database.prisma.chat.updateMany({ where: { address }, data: { locale: 'en' } });
    await web.tell(address, { text: 'Hello' });
    expect((await events.next()).event).toBe('reload');
    events.leave();
  });

  it('goes on after PostgreSQL has cut the connection that listens', async () => {
    const { cookie, stream, address } = await openPage();
    const events = await listen(stream, cookie);
    const cut = await web.database.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'fengdian-pages' AND datname = current_database()`,
    );
    expect(cut.rowCount).toBe(1);
    await web.tell(address, { text: '断线后' });
    expect((await events.next()).data).toContain('断线后');
    events.leave();
  });

  it('opens for nobody without a chat, and shows only one’s own', async () => {
    const { stream, address, cookie } = await openPage();
    expect((await listen(stream, `fengdian_public=${'z'.repeat(43)}`)).status).toBe(204);
    const other = await openPage();
    const events = await listen(other.stream, other.cookie);
    await web.tell(address, { text: '不是给你的' });
    await web.tell(other.address, { text: '给你的' });
    expect((await events.next()).data).toContain('给你的');
    expect((await listen(stream, cookie)).status).toBe(200);
    events.leave();
  });
});

it('ends open streams when the server stops', async () => {
  const own = await createTestWeb();
  const own_origin = `http://127.0.0.1:${(await own.start(0, '')).port}`;
  const cookie = `fengdian_public=${'q'.repeat(43)}`;
  await fetch(`${own_origin}/chat`, { headers: { cookie } });
  const response = await fetch(`${own_origin}/chat/stream?after=0`, { headers: { cookie } });
  const ended = response.text();
  await own.close();
  await expect(ended).resolves.toContain('retry: ');
});
