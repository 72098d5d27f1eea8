// What nobody in their right mind would send, through the webhook and the web chat: each is answered or refused, with no
// 500 and no 503, nothing in the log but what is expected, and afterwards the person can order as if nothing had been.

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noLimits } from '../fakes/no-limits.ts';
import { createVisitor } from '../fakes/visitor.ts';
import { type Crowd, createCrowd } from './crowd.ts';
import { anyUpdate, hostileTexts, updateShapes } from './hostile-inputs.ts';
import { openProduct, type Product } from './product.ts';

let product: Product;
let crowd: Crowd;
let url: string;
beforeAll(async () => {
  product = await openProduct({ limits: noLimits });
  ({ url } = await product.start('all'));
  crowd = await createCrowd(product, () => url);
});
afterAll(() => product.close());

const runs = 150;

async function postRaw(bot: 'public' | 'staff', body: string): Promise<number> {
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': product.webhookSecret };
  const post = () => fetch(`${url}/telegram/${bot}`, { method: 'POST', headers, body });
  // What is too large is refused with the connection, and the next call may have been given that one.
  const response = await post().catch(post);
  await response.arrayBuffer();
  return response.status;
}

let nextId = 800_000_000;
const withId = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? { update_id: ++nextId, ...body } : body;

describe.each(['public', 'staff'] as const)('through the webhook of the %s bot', (bot) => {
  it.each(hostileTexts.map((text) => [text.slice(0, 20), text] as const))(
    'takes the text %j',
    { timeout: 60_000 },
    async (_, text) => {
      const id = crowd.somebody();
      product.bots[bot].open(id);
      // Also where something else is asked for: half an order is open.
      if (bot === 'public') await crowd.send(crowd.says(id, '/order'));
      expect(await postRaw(bot, JSON.stringify(withId(crowd.says(id, text))))).toBe(200);
      const { rows } = await product.pool.query(`SELECT 1 FROM inbound_update WHERE source = $1 AND update_id = $2`, [
        `${bot}/telegram`,
        `${nextId}`,
      ]);
      expect(rows).toHaveLength(1);
      await isAnswered(bot, id);
    },
  );

  it('takes every shape of an update', { timeout: 120_000 }, async () => {
    const statuses = new Map<string, number>();
    const id = crowd.somebody();
    product.bots[bot].open(id);
    for (const shape of updateShapes(id)) {
      const body = withId(shape);
      statuses.set(JSON.stringify(shape).slice(0, 200), await postRaw(bot, JSON.stringify(body)));
    }
    expect([...statuses].filter(([, status]) => status !== 200)).toEqual([]);
  });

  it('refuses what is no JSON, and what is too large', async () => {
    for (const body of ['', '{', 'update_id=1', '\u0000', '[1,', '{"update_id":'.repeat(50)])
      expect(await postRaw(bot, body)).toBe(400);
    const large = { update_id: 1, ...crowd.says(crowd.somebody(), 'a'.repeat(1024 * 1024)) };
    expect(await postRaw(bot, JSON.stringify(large))).toBe(413);
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect([200, 400]).toContain(await postRaw(bot, `{"update_id":${++nextId},"message":${deep}}`));
  });

  it(`takes ${runs} updates made up at random`, { timeout: 120_000 }, async () => {
    const id = crowd.somebody();
    await fc.assert(
      fc.asyncProperty(anyUpdate(id), async (one) => {
        expect(await postRaw(bot, JSON.stringify({ ...one, update_id: ++nextId }))).toBe(200);
      }),
      { numRuns: runs },
    );
  });
});

describe('through the web chat', () => {
  const nonce = () => `hostile-${++nextId}-${'n'.repeat(16)}`;
  const open = async (path: '/chat' | '/staff') => {
    const visitor = createVisitor({ fetch: (request) => fetch(request, { redirect: 'manual' }) }, url);
    expect((await visitor.get(path)).status).toBe(200);
    return visitor;
  };
  const asScript = { 'x-requested-with': 'fetch' };

  it.each(['/chat', '/staff'] as const)(
    '%s takes or refuses every text, and shows none of it as markup',
    { timeout: 120_000 },
    async (path) => {
      const visitor = await open(path);
      for (const text of hostileTexts) {
        const { status } = await visitor.post(`${path}/say`, { text, nonce: nonce() }, asScript);
        expect([204, 413], JSON.stringify(text.slice(0, 20))).toContain(status);
      }
      const page = await visitor.get(path);
      expect(page.status).toBe(200);
      expect(page.body).not.toMatch(/<script>alert|<b>粗/);
    },
  );

  it.each(['/chat', '/staff'] as const)('%s refuses malformed forms', { timeout: 60_000 }, async (path) => {
    const visitor = await open(path);
    const forms: readonly (readonly [string, Record<string, string> | FormData])[] = [
      ['say', {}],
      ['say', { text: 'x' }],
      ['say', { text: 'x', nonce: '' }],
      ['say', { text: 'x', nonce: "'; --" }],
      ['tap', {}],
      ['tap', { data: '/menu', nonce: nonce() }],
      ['tap', { data: '/menu', message: '-1', nonce: nonce() }],
      ['tap', { data: '/menu', message: '9'.repeat(30), nonce: nonce() }],
      ['tap', { data: 'x'.repeat(300), message: '1', nonce: nonce() }],
      ['tap', { data: '/show 1', message: '999999999999999999', nonce: nonce() }],
      ['file', { file: 'no file', nonce: nonce() }],
      ['file', fileForm('x.html', '<script>alert(1)</script>')],
      ['say', fileForm('text', 'a file where a text belongs', 'text')],
    ];
    for (const [action, fields] of forms) {
      const { status } = await visitor.post(`${path}/${action}`, fields, asScript);
      expect([204, 400, 403, 404, 413, 415], action).toContain(status);
    }
  });

  it('takes or refuses random texts and taps', { timeout: 120_000 }, async () => {
    const visitor = await open('/chat');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), fc.boolean(), async (text, tap) => {
        const fields = tap ? { data: text, message: '1', nonce: nonce() } : { text, nonce: nonce() };
        const { status } = await visitor.post(`/chat/${tap ? 'tap' : 'say'}`, fields, asScript);
        expect([204, 303, 400]).toContain(status);
      }),
      { numRuns: 50 },
    );
  });

  const fileForm = (name: string, content: string, field = 'file'): FormData => {
    const form = new FormData();
    form.set(field, new File([content], name));
    form.set('nonce', nonce());
    return form;
  };
});

describe('after all that', () => {
  it('no half state is left: every order is whole, and the log holds no fault of a page or a dialogue', async () => {
    const { rows } = await product.pool.query(`
      SELECT o.id FROM orders o LEFT JOIN order_details d ON d.order_id = o.id
       WHERE d.order_id IS NULL OR NOT EXISTS (SELECT FROM order_event e WHERE e.order_id = o.id)
          OR NOT EXISTS (SELECT FROM order_window w WHERE w.order_id = o.id)`);
    expect(rows).toEqual([]);
    const faults = product.log.filter((line) =>
      /a page failed|could not go on|not kept|refused|cannot be rendered|unhandled/.test(line),
    );
    expect(faults).toEqual([]);
  });

  it('people order as before', { timeout: 60_000 }, async () => {
    await crowd.orders(3);
    await crowd.expectAllWell();
  });
});

async function isAnswered(bot: 'public' | 'staff', id: number): Promise<void> {
  await product.bots[bot].waitFor(id, (messages) => messages.some(({ from }) => from === 'bot'));
}
