// The web chat's pages without a script: what a person sees, says and taps.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/web/cookies.ts';
import { buttonsOf, createVisitor, field } from '../fakes/visitor.ts';
import { createTestWeb, type TestWeb } from '../fakes/web.ts';

let web: TestWeb;
beforeAll(async () => {
  web = await createTestWeb();
});
afterAll(() => web.close());

async function arrive(path = '/chat') {
  const visitor = createVisitor(web.app);
  const page = await visitor.get(path);
  const cookie = visitor.cookies.get(path === '/chat' ? 'fengdian_public' : 'fengdian_staff') ?? '';
  return { visitor, page, address: sha256(cookie), cookie };
}

describe('the first visit', () => {
  it('greets, and keeps only the hash of the cookie', async () => {
    const { page, cookie, address } = await arrive();
    expect(page.status).toBe(200);
    expect(page.body).toContain('您好');
    expect(cookie).toMatch(/^[\w-]{43}$/);
    const chat = await web.database.prisma.chat.findFirst({ where: { address } });
    expect(chat).toMatchObject({ bot: 'public', channel: 'web' });
    expect(await web.database.prisma.chat.count({ where: { address: cookie } })).toBe(0);
  });

  it('leaves nothing behind for somebody who brings no cookie back', async () => {
    const before = await web.database.prisma.chat.count();
    const first = await web.app.request('/chat', { headers: { host: '127.0.0.1:3000' } });
    expect(first.status).toBe(303);
    const cookie = first.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).not.toMatch(/Secure/);
    const second = await web.app.request(first.headers.get('location') ?? '');
    expect(second.status).toBe(400);
    expect(await second.text()).toContain('Cookie');
    expect(await web.database.prisma.chat.count()).toBe(before);
  });

  it('greets once, also when the page is asked for twice at once', async () => {
    const visitor = createVisitor(web.app);
    visitor.cookies.set('fengdian_public', 'x'.repeat(43));
    await Promise.all([visitor.get('/chat'), visitor.get('/chat'), visitor.get('/chat')]);
    const page = await visitor.get('/chat');
    expect(page.body.match(/您好/g)).toHaveLength(1);
  });

  it('knows no one by a cookie of another shape, the demo’s least of all', async () => {
    const visitor = createVisitor(web.app);
    visitor.cookies.set('fengdian_staff', 'demo-coordinator');
    await visitor.get('/staff');
    expect(visitor.cookies.get('fengdian_staff')).toMatch(/^[\w-]{43}$/);
    expect(await web.database.prisma.chat.count({ where: { address: sha256('demo-coordinator') } })).toBe(0);
  });
});

describe('saying and tapping', () => {
  it('shows what was said and the answer, and nothing of it is markup', async () => {
    const { visitor, page } = await arrive();
    const text = '<script>alert(1)</script> & "quoted" \' {{name}} $t(x)';
    const answer = await visitor.post('/chat/say', { nonce: field(page.body, 'nonce', 'id="say"'), text });
    expect(answer.path).toBe('/chat#newest');
    expect(answer.body).toContain(
      '您说：&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quoted&quot; &#39; {{name}} $t(x)',
    );
    expect(answer.body).not.toContain('<script>alert');
  });

  it('counts a form that is sent twice once, and equal forms of two people twice', async () => {
    const one = await arrive();
    const other = await arrive();
    const form = { nonce: 'n'.repeat(22), text: '一次' };
    await Promise.all([
      one.visitor.post('/chat/say', form),
      one.visitor.post('/chat/say', form),
      other.visitor.post('/chat/say', form),
    ]);
    const said = (address: string) => web.database.prisma.outbox.count({ where: { kind: 'said', chat: { address } } });
    expect(await said(one.address)).toBe(1);
    expect(await said(other.address)).toBe(1);
  });

  it('passes on a tap with the button’s data and the message it stood under', async () => {
    const { visitor, page, address } = await arrive();
    const button = buttonsOf(page.body).find(({ label }) => label === '不用');
    const answer = await visitor.post('/chat/tap', {
      nonce: button?.nonce ?? '',
      message: button?.message ?? '',
      data: button?.data ?? '',
    });
    expect(answer.body).toContain('您说：q1:no');
    const [greeting] = await web.database.prisma.outbox.findMany({
      where: { chat: { address } },
      orderBy: { id: 'asc' },
    });
    expect(button?.message).toBe(String(greeting?.id));
  });

  it('makes only the newest question look alive, and lets the older ones answer all the same', async () => {
    const { visitor, page } = await arrive();
    const old = buttonsOf(page.body)[0];
    const later = await visitor.post('/chat/say', { nonce: field(page.body, 'nonce', 'id="say"'), text: '继续' });
    expect(later.body.match(/class="message bot bound live"/g)).toHaveLength(1);
    expect(later.body.match(/class="message bot bound "/g)).toHaveLength(1);
    const answer = await visitor.post('/chat/tap', {
      nonce: old?.nonce ?? '',
      message: old?.message ?? '',
      data: old?.data ?? '',
    });
    expect(answer.body).toContain('您说：q1:yes');
  });

  it.each([
    ['NUL and other control characters', 'a\u0000b\u0007c', 200, '您说：abc'],
    ['right-to-left and emoji', '\u202eabc 👨‍👩‍👧‍👦', 200, '👨‍👩‍👧‍👦'],
    ['only blanks', '  \u0000 ', 200, '您好'],
    ['more than fits', 'x'.repeat(4097), 413, '太长'],
    ['a megabyte', 'x'.repeat(1024 * 1024), 413, '太长'],
  ])('has a clear answer to %s', async (_, text, status, shown) => {
    const { visitor, page } = await arrive();
    const answer = await visitor.post('/chat/say', { nonce: field(page.body, 'nonce', 'id="say"'), text });
    expect(answer.status).toBe(status);
    expect(answer.body).toContain(shown);
  });

  it('refuses a form of another site, and one that says nothing of its origin', async () => {
    const { visitor, address } = await arrive();
    const form = { nonce: 'f'.repeat(22), text: '伪造' };
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      expect((await visitor.post('/chat/say', form, headers)).status).toBe(403);
    }
    const bare = await web.app.request('/chat/say', { method: 'POST', body: new URLSearchParams(form) });
    expect(bare.status).toBe(403);
    expect(await web.database.prisma.outbox.count({ where: { kind: 'said', chat: { address } } })).toBe(0);
  });

  it('refuses a form without its nonce or with a tap that no button of ours makes', async () => {
    const { visitor } = await arrive();
    const nonce = 'n'.repeat(22);
    expect((await visitor.post('/chat/say', { text: '没有' })).status).toBe(400);
    expect((await visitor.post('/chat/tap', { nonce, message: 'abc', data: 'q1:yes' })).status).toBe(400);
    expect((await visitor.post('/chat/tap', { nonce, message: '1', data: 'x'.repeat(257) })).status).toBe(400);
  });
});

describe('the transcript', () => {
  it('shows edits in their place, by row and by message id, and no row before it is sent', async () => {
    const { visitor, address } = await arrive();
    const first = await web.tell(address, { text: '第一版' });
    await web.tell(address, { text: '后面的' });
    await web.tell(address, { text: '第二版' }, { edits: first });
    const { id: chatId } = await web.database.prisma.chat.findFirstOrThrow({ where: { address } });
    await web.database.prisma.outbox.create({ data: { chatId, message: { text: '还没发' } } });
    let { body } = await visitor.get('/chat');
    expect(body).not.toContain('第一版');
    expect(body).not.toContain('还没发');
    expect(body.indexOf('第二版')).toBeLessThan(body.indexOf('后面的'));
    await web.database.prisma.outbox.create({
      data: { chatId, kind: 'edit', editsMessageId: String(first), message: { text: '第三版' }, sentAt: new Date() },
    });
    ({ body } = await visitor.get('/chat'));
    expect(body).toContain('第三版');
    expect(body).not.toContain('第二版');
  });

  it('shows the newest fifty, and leads to the earlier ones', async () => {
    const { visitor, address } = await arrive();
    for (let n = 1; n <= 60; n += 1) await web.tell(address, { text: `第${n}条。` });
    const { body } = await visitor.get('/chat');
    expect(body).toContain('第60条。');
    expect(body).toContain('第11条。');
    expect(body).not.toContain('第10条。');
    const earlier = await visitor.get(/href="(\/chat\?before=\d+)"/.exec(body)?.[1] ?? '');
    expect(earlier.body).toContain('第10条。');
    expect(earlier.body).toContain('您好');
    expect(earlier.body).not.toContain('第11条。');
  });

  it('shows another chat’s messages to nobody, whatever the address says', async () => {
    const mine = await arrive();
    const theirs = await arrive();
    const secret = await web.tell(theirs.address, { text: '别人的秘密' });
    const { body } = await mine.visitor.get(`/chat?before=${secret + 1n}`);
    expect(body).not.toContain('别人的秘密');
  });

  it('opens a link in a new tab without telling where from, and makes none of an odd address', async () => {
    const { visitor, address } = await arrive();
    await web.tell(address, {
      text: '地图',
      links: [
        { label: '看地图', url: 'https://map.example/?a=1&b="2"' },
        { label: '点我', url: 'javascript:alert(1)' },
      ],
    });
    const { body } = await visitor.get('/chat');
    expect(body).toContain(
      '<a href="https://map.example/?a=1&amp;b=&quot;2&quot;" target="_blank" rel="noopener noreferrer">看地图</a>',
    );
    expect(body).not.toContain('javascript:');
  });

  it('asks for a phone number where the message wants one, in the newest message only', async () => {
    const { visitor, address } = await arrive();
    await web.tell(address, { text: '请留电话', contact: 'ask' });
    const { body } = await visitor.get('/chat');
    expect(body).toContain('type="tel"');
    expect(body.match(/message bot bound live/g)).toHaveLength(1);
  });
});

describe('photos and files', () => {
  const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3);
  const upload = (bytes: Uint8Array, name = 'a.jpg') => {
    const form = new FormData();
    form.set('nonce', 'p'.repeat(22));
    form.set('file', new File([new Uint8Array(bytes)], name, { type: 'image/jpeg' }));
    return form;
  };

  async function makeSpeaker(address: string): Promise<void> {
    const { prisma } = web.database;
    const { personId } = await prisma.chat.findFirstOrThrow({ where: { address } });
    const area = await prisma.area.create({ data: { kind: 'district', name: `区 ${address}` } });
    await prisma.speaker.create({ data: { name: '马宣讲', kind: 'police', homeAreaId: area.id, personId } });
  }

  it('are kept for the staff’s dialogue under what they really are', async () => {
    const { visitor, address } = await arrive('/staff');
    await makeSpeaker(address);
    const page = await visitor.post('/staff/file', upload(png));
    expect(page.body).toContain('您说：photo');
    const { id, mime } = await web.database.prisma.upload.findFirstOrThrow({ where: { address } });
    expect(mime).toBe('image/png');
    expect([...((await web.chats.staff.fetchFile(id)) ?? [])]).toEqual([...png]);
    expect(await web.chats.staff.fetchFile('no-such-file')).toBeUndefined();
  });

  it('that are no photos are handed over with their name', async () => {
    const { visitor, address } = await arrive('/staff');
    const { prisma } = web.database;
    const { personId } = await prisma.chat.findFirstOrThrow({ where: { address } });
    const area = await prisma.area.create({ data: { kind: 'district', name: `区 ${address}` } });
    await prisma.coordinator.create({ data: { name: '张主任', areaId: area.id, personId } });
    const page = await visitor.post('/staff/file', upload(new TextEncoder().encode('地区,件数\n'), '十月.csv'));
    expect(page.body).toContain('您说：file');
    expect(await prisma.upload.findFirstOrThrow({ where: { address } })).toMatchObject({ mime: 'text/plain' });
  });

  it('of strangers are not kept', async () => {
    const { visitor, address } = await arrive('/staff');
    expect((await visitor.post('/staff/file', upload(png))).status).toBe(403);
    expect(await web.database.prisma.upload.count({ where: { address } })).toBe(0);
    // Nor so much as read: who they are is looked at first.
    expect((await visitor.post('/staff/file', upload(new Uint8Array(10 * 1024 * 1024 + 1)))).status).toBe(403);
  });

  it('are refused where they are none, too large, or not asked for', async () => {
    const { visitor, address } = await arrive('/staff');
    await makeSpeaker(address);
    expect((await visitor.post('/staff/file', upload(new TextEncoder().encode('<svg onload=alert(1)>')))).status).toBe(
      415,
    );
    expect((await visitor.post('/staff/file', upload(new Uint8Array(10 * 1024 * 1024 + 1)))).status).toBe(413);
    expect((await visitor.post('/chat/file', upload(png))).status).toBe(404);
  });
});
