// How often one address may ask for pages, and whose address that is, over several processes.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultLimits } from '../../src/domain/limits.ts';
import { createSmallDistrict } from '../fakes/orders.ts';
import { createVisitor } from '../fakes/visitor.ts';
import { createTestWeb, type TestWeb } from '../fakes/web.ts';

const limits = {
  ...defaultLimits,
  requests: { most: 5, seconds: 60 },
  finds: { most: 3, seconds: 600 },
};
const start = new Date('2026-11-22T00:00:00Z');
let behindProxy: TestWeb;
let other: TestWeb;
let direct: TestWeb;
beforeAll(async () => {
  behindProxy = await createTestWeb({ limits, publicUrl: 'https://talks.example' });
  other = await createTestWeb({ limits, publicUrl: 'https://talks.example', beside: behindProxy });
  direct = await createTestWeb({ limits, beside: behindProxy });
  const district = await createSmallDistrict(behindProxy.database);
  await district.order('1042');
});
afterAll(async () => {
  await Promise.all([other.close(), direct.close()]);
  await behindProxy.close();
});
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(start.getTime() + Math.floor(Math.random() * 1e9) * 1000) });
  await behindProxy.database.prisma.rateLimit.deleteMany();
});
afterEach(() => vi.useRealTimers());

const from = (address: string) => ({ 'x-forwarded-for': address });
const look = async (web: TestWeb, address: string, path = '/') =>
  (await createVisitor(web.app).get(path, from(address))).status;

describe('one address', () => {
  it('may ask so often in a minute, is then asked for patience, and is let in again', async () => {
    for (let time = 0; time < 5; time += 1) expect(await look(behindProxy, '203.0.113.7')).toBe(200);
    const { status, body, headers } = await createVisitor(behindProxy.app).get('/', from('203.0.113.7'));
    expect(status).toBe(429);
    expect(body).toContain('请慢一点');
    expect(headers.get('retry-after')).toBe('60');
    vi.setSystemTime(Date.now() + 61_000);
    expect(await look(behindProxy, '203.0.113.7')).toBe(200);
  });

  it('has one allowance over all processes, and takes nothing from other addresses', async () => {
    const statuses: number[] = [];
    for (let time = 0; time < 8; time += 1) statuses.push(await look(time % 2 ? other : behindProxy, '203.0.113.8'));
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    expect(await look(behindProxy, '203.0.113.9')).toBe(200);
    expect(await look(other, '203.0.113.9')).toBe(200);
  });

  it('has its allowance even where a hundred requests come at once', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 100 }, (_, index) => look(index % 2 ? other : behindProxy, '203.0.113.10')),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(5);
  });

  it('may still load what pages are made of, and be asked whether it lives', async () => {
    for (let time = 0; time < 8; time += 1) await look(behindProxy, '203.0.113.11');
    expect(await look(behindProxy, '203.0.113.11', '/assets/chat.css')).toBe(200);
    expect(await look(behindProxy, '203.0.113.11', '/healthz')).toBe(200);
  });

  it('is the last hop that the proxy wrote down, whatever a caller puts before it', async () => {
    for (let time = 0; time < 5; time += 1) await look(behindProxy, `198.51.100.${time}, 203.0.113.12`);
    expect(await look(behindProxy, '198.51.100.99, 203.0.113.12')).toBe(429);
  });

  it('is a whole IPv6 network, since within it a caller has as many as they like', async () => {
    for (const end of ['::1', '::2', ':0:0:0:3', '::4:5', ':ffff::6']) await look(behindProxy, `2001:db8:0:7${end}`);
    expect(await look(behindProxy, '2001:0DB8::7:1:2:3:4')).toBe(429);
    expect(await look(behindProxy, '2001:db8:0:8::1')).toBe(200);
  });

  it('cannot be made up where no proxy is known', async () => {
    for (let time = 0; time < 5; time += 1) await look(direct, `203.0.113.${100 + time}`);
    expect(await look(direct, '203.0.113.200')).toBe(429);
  });

  it('is not kept, nor is a phone number', async () => {
    await createVisitor(behindProxy.app).post(
      '/find',
      { number: '1042', phone: '13900139000' },
      { ...from('203.0.113.13'), 'sec-fetch-site': 'same-origin' },
    );
    const rows = await behindProxy.database.prisma.rateLimit.findMany();
    expect(rows).toHaveLength(4);
    expect(JSON.stringify(rows.map(({ key }) => key))).not.toMatch(/203\.0|13900139000|1042"/);
  });
});

describe('guessing an order', () => {
  const find = async (web: TestWeb, address: string, phone: string) => {
    const headers = { ...from(address), 'sec-fetch-site': 'same-origin' };
    return (await createVisitor(web.app).post('/find', { number: '1042', phone }, headers)).status;
  };

  it('ends after a few wrong tries, counted over all processes, even all at once', async () => {
    const tries = Array.from({ length: 20 }, (_, index) =>
      find(index % 2 ? other : behindProxy, `203.0.113.${20 + index}`, `139001390${10 + index}`),
    );
    const statuses = await Promise.all(tries);
    expect(statuses.filter((status) => status === 404)).toHaveLength(3);
    expect(statuses.filter((status) => status === 429)).toHaveLength(17);
    vi.setSystemTime(Date.now() + 601_000);
    expect(await find(behindProxy, '203.0.113.20', '13800138000')).toBe(200);
  });
});
