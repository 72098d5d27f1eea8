// The pages that are no chat: headers, hosts, webhooks, invitations, faults.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Channel } from '../../src/channels/channel.ts';
import { createVisitor, field } from '../fakes/visitor.ts';
import { createTestWeb, type TestWeb } from '../fakes/web.ts';

describe('pages', () => {
  const calls: { secret: string | undefined; body: unknown }[] = [];
  const telegram = {
    bot: 'public',
    name: 'telegram',
    webhook: async (secret: string | undefined, body: unknown) => {
      calls.push({ secret, body });
      return secret === 'right' ? 200 : 401;
    },
  } as const satisfies Partial<Channel>;
  let failing = false;
  let web: TestWeb;
  beforeAll(async () => {
    const channel: Channel = {
      ...telegram,
      start: async () => undefined,
      stop: async () => undefined,
      send: async () => ({ ok: true, messageId: '1' }),
      edit: async () => ({ ok: true, messageId: '1' }),
      fetchFile: async () => undefined,
    };
    web = await createTestWeb({
      channels: [channel],
      publicUrl: 'https://talks.example.cn',
      handler: (echo) => async (inbound) => {
        if (failing) throw new Error('the database is away: 13800138000');
        await echo(inbound);
      },
    });
  });
  afterAll(() => web.close());

  it('carry headers that let nothing in but our own files', async () => {
    const { headers, body, status } = await createVisitor(web.app).get('/');
    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).not.toMatch(/<script(?! src="\/assets\/)|<style| style=| on[a-z]+="/);
    expect(body).toContain('tel:110');
    expect(body).toContain('tel:96110');
    expect(body).not.toContain('/demo/');
  });

  it('are in the language that was chosen, and remember it', async () => {
    const visitor = createVisitor(web.app);
    expect((await visitor.get('/')).body).toContain('<html lang="zh-CN">');
    expect((await visitor.get('/?lang=en')).body).toContain('<html lang="en">');
    expect((await visitor.get('/find')).body).toContain('<html lang="en">');
    expect((await visitor.get('/?lang=xx')).body).toContain('<html lang="en">');
  });

  it('hand out our own files, and ask again only for changes', async () => {
    const visitor = createVisitor(web.app);
    for (const file of ['base.css', 'chat.css', 'pages.css', 'chat.js', 'icon.svg']) {
      const { status, headers } = await visitor.get(`/assets/${file}`);
      expect(status).toBe(200);
      expect((await visitor.get(`/assets/${file}`, { 'if-none-match': headers.get('etag') ?? '' })).status).toBe(304);
    }
    for (const path of ['/assets/nothing.js', '/assets/..%2fserver.ts', '/assets/__proto__']) {
      expect((await visitor.get(path)).status).toBe(404);
    }
  });

  it('set a Secure cookie where the outside comes by https', async () => {
    const outside = await web.app.request('http://talks.example.cn/chat', { headers: { host: 'talks.example.cn' } });
    expect(outside.headers.get('set-cookie')).toContain('Secure');
    const inside = await web.app.request('http://127.0.0.1:3000/chat', { headers: { host: '127.0.0.1:3000' } });
    expect(inside.headers.get('set-cookie')).not.toContain('Secure');
  });

  it('take a form that came through a proxy under the public name', async () => {
    const visitor = createVisitor(web.app, 'http://127.0.0.1:3000');
    const form = { number: '1', phone: '2' };
    expect((await visitor.post('/find', form, { origin: 'https://talks.example.cn' })).status).toBe(404);
    expect((await visitor.post('/find', form, { origin: 'http://talks.example.cn' })).status).toBe(403);
  });

  it('say that they are not there without saying why', async () => {
    const visitor = createVisitor(web.app);
    for (const path of [
      '/nothing',
      '/demo/resident',
      '/demo/coordinator/stream',
      '/r/unknown',
      '/r/a%00b',
      '/attachments/1',
      '/join/a%00b',
      '/staff/attachments/1',
    ]) {
      const { status, body } = await visitor.get(path);
      expect([path, status]).toEqual([path, 404]);
      expect(body).toContain('找不到这个页面');
    }
  });

  it('say friendly that nothing was kept, log no contents, and keep the form for another try', async () => {
    const visitor = createVisitor(web.app);
    const page = await visitor.get('/chat');
    const form = { nonce: field(page.body, 'nonce', 'id="say"'), text: '我的电话13800138000' };
    failing = true;
    const failed = await visitor.post('/chat/say', form);
    failing = false;
    expect(failed.status).toBe(503);
    expect(failed.body).toContain('请稍后再试');
    expect(failed.body).not.toContain('13800138000');
    expect(web.log.lines.join()).not.toContain('我的电话');
    expect((await visitor.post('/chat/say', form)).body).toContain('您说：我的电话13800138000');
  });

  it('refuse a form that is none', async () => {
    const visitor = createVisitor(web.app);
    await visitor.get('/r/unknown');
    visitor.cookies.set('fengdian_rater', 'r'.repeat(43));
    for (const path of ['/find', '/r/unknown', '/join/ABCDE-12345', '/chat/say']) {
      const torn = { 'content-type': 'multipart/form-data; boundary=torn' };
      const { status } = await visitor.post(path, { number: '1' }, torn);
      expect([path, status]).toEqual([path, 400]);
    }
  });

  it('tell a caller that the process is alive', async () => {
    expect((await createVisitor(web.app).get('/healthz')).body).toBe('ok');
  });

  describe('a webhook', () => {
    const call = (bot: string, body: string, secret?: string) =>
      web.app.request(`/telegram/${bot}`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', ...(secret && { 'x-telegram-bot-api-secret-token': secret }) },
      });

    it('goes to its bot with its secret, and answers what the bot says', async () => {
      expect((await call('public', '{"update_id":1}', 'right')).status).toBe(200);
      expect(calls.at(-1)).toEqual({ secret: 'right', body: { update_id: 1 } });
      expect((await call('public', '{"update_id":1}', 'wrong')).status).toBe(401);
      expect((await call('public', '{"update_id":1}')).status).toBe(401);
    });

    it('is refused where it is no JSON, too large, or for a bot without one', async () => {
      const before = calls.length;
      expect((await call('public', '{', 'right')).status).toBe(400);
      expect((await call('public', JSON.stringify({ text: 'x'.repeat(1024 * 1024) }), 'right')).status).toBe(413);
      expect((await call('staff', '{}', 'right')).status).toBe(404);
      expect((await call('nobody', '{}', 'right')).status).toBe(404);
      expect(calls).toHaveLength(before);
    });
  });

  describe('an invitation', () => {
    it('is not used up by looking at it', async () => {
      const before = await web.database.prisma.chat.count();
      const page = await createVisitor(web.app).get('/join/ABCDE-12345');
      expect(page.status).toBe(200);
      expect(await web.database.prisma.chat.count()).toBe(before);
    });

    it('is said in the staff chat once its button is pressed, once however often', async () => {
      const visitor = createVisitor(web.app);
      const page = await visitor.get('/join/ABCDE-12345');
      const nonce = field(page.body, 'nonce');
      const joined = await visitor.post('/join/ABCDE-12345', { nonce });
      expect(joined.path).toBe('/staff#newest');
      const again = await visitor.post('/join/ABCDE-12345', { nonce });
      expect(again.body.match(/您说：\/start ABCDE-12345/g)).toHaveLength(1);
    });

    it('to speak for a school is said in the public chat', async () => {
      const visitor = createVisitor(web.app);
      const page = await visitor.get('/join/school/ABCDE-12345');
      expect(page.body).toContain('学校联系人');
      const joined = await visitor.post('/join/school/ABCDE-12345', { nonce: field(page.body, 'nonce') });
      expect(joined.path).toBe('/chat#newest');
      expect(joined.body).toContain('您说：/start ABCDE-12345');
      expect((await visitor.get('/join/school/a%00b')).status).toBe(404);
    });
  });
});

describe('the demo', () => {
  let web: TestWeb;
  beforeAll(async () => {
    web = await createTestWeb({ demo: true });
  });
  afterAll(() => web.close());

  it('lists its people, whose chats stand open side by side', async () => {
    const visitor = createVisitor(web.app);
    const home = await visitor.get('/');
    for (const persona of ['resident', 'director', 'school', 'speaker', 'coordinator']) {
      expect(home.body).toContain(`href="/demo/${persona}"`);
      expect((await visitor.get(`/demo/${persona}`)).body).toContain(`action="/demo/${persona}/say"`);
    }
    const nonce = 'd'.repeat(22);
    await visitor.post('/demo/speaker/say', { nonce, text: '我是宣讲员' });
    expect((await visitor.get('/demo/speaker')).body).toContain('我是宣讲员');
    expect((await visitor.get('/demo/coordinator')).body).not.toContain('我是宣讲员');
    expect((await visitor.get('/demo/nobody')).status).toBe(404);
    expect((await visitor.get('/demo/constructor')).status).toBe(404);
  });

  it.each(['localhost:3000', '127.0.0.1', '[::1]:8080'])('opens under %s', async (host) => {
    expect((await createVisitor(web.app, `http://${host}`).get('/')).status).toBe(200);
  });

  it.each(['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example:3000', '192.168.1.5:3000'])(
    'refuses %s',
    async (host) => {
      const visitor = createVisitor(web.app, `http://${host}`);
      for (const path of ['/', '/demo/coordinator', '/healthz', '/assets/chat.js'])
        expect((await visitor.get(path)).status).toBe(421);
      expect((await visitor.post('/demo/coordinator/say', { nonce: 'n'.repeat(22), text: 'x' })).status).toBe(421);
    },
  );
});
