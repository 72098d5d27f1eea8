// The page on which listeners rate a talk.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSmallDistrict, type SmallDistrict } from '../fakes/orders.ts';
import { createVisitor } from '../fakes/visitor.ts';
import { createTestWeb, type TestWeb } from '../fakes/web.ts';

const deliveredAt = new Date('2026-11-20T08:00:00Z');
const lastMoment = new Date('2026-11-27T07:59:59Z');

describe('rating a talk as a listener', () => {
  let now = new Date('2026-11-20T09:00:00Z');
  let web: TestWeb;
  let district: SmallDistrict;
  beforeAll(async () => {
    web = await createTestWeb({ clock: () => now });
    district = await createSmallDistrict(web.database);
  });
  afterAll(() => web.close());

  let number = 2000;
  const deliveredTalk = () => district.order(`${++number}`, { state: 'delivered', startsAt: deliveredAt, deliveredAt });
  const ratingsOf = (orderId: number) =>
    web.database.prisma.rating.findMany({ where: { orderId }, orderBy: { id: 'asc' } });

  it('tells topic, place and time, and nothing of who ordered or speaks', async () => {
    const talk = await deliveredTalk();
    const { body } = await createVisitor(web.app).get(`/r/${talk.ratingToken}`);
    expect(body).toContain('测试主题');
    expect(body).toContain('第3村');
    expect(body).toContain('11月20日');
    expect(body).toContain('16:00');
    expect(body).not.toMatch(/某某|13800138000/);
  });

  it('keeps one rating for a listener, changed as often as they like', async () => {
    const talk = await deliveredTalk();
    const visitor = createVisitor(web.app);
    await visitor.get(`/r/${talk.ratingToken}`);
    const thanks = await visitor.post(`/r/${talk.ratingToken}`, { score: '4', comment: '<b>讲得好</b>\u0000' });
    expect(thanks.body).toContain('谢谢您');
    expect(thanks.body).toContain('&lt;b&gt;讲得好&lt;/b&gt;');
    await Promise.all(['2', '3', '2'].map((score) => visitor.post(`/r/${talk.ratingToken}`, { score })));
    await visitor.post(`/r/${talk.ratingToken}`, { score: '5' });
    const ratings = await ratingsOf(talk.id);
    expect(ratings).toMatchObject([{ source: 'listener', score: 5, comment: null, personId: null }]);
    expect(ratings[0]?.raterKey).toMatch(/^[0-9a-f]{64}$/);
    expect([...visitor.cookies.values()]).not.toContain(ratings[0]?.raterKey);
  });

  it('keeps one for each listener', async () => {
    const talk = await deliveredTalk();
    await Promise.all(
      [1, 2, 3, 4, 5].map(async (score) => {
        const visitor = createVisitor(web.app);
        await visitor.get(`/r/${talk.ratingToken}`);
        await visitor.post(`/r/${talk.ratingToken}`, { score: String(score) });
      }),
    );
    expect((await ratingsOf(talk.id)).map(({ score }) => score).sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it('takes no rating before the talk, after seven days, or for a talk that was called off', async () => {
    const visitor = createVisitor(web.app);
    visitor.cookies.set('fengdian_rater', 'r'.repeat(43));
    const confirmed = await district.order('3001', { state: 'confirmed' });
    const cancelled = await district.order('3002', { state: 'cancelled' });
    const closed = await district.order('3003', { state: 'closed', deliveredAt });
    expect((await visitor.get(`/r/${confirmed.ratingToken}`)).body).toContain('宣讲结束后');
    for (const talk of [confirmed, cancelled]) {
      expect((await visitor.post(`/r/${talk.ratingToken}`, { score: '5' })).status).toBe(409);
      expect(await ratingsOf(talk.id)).toEqual([]);
    }
    now = lastMoment;
    expect((await visitor.post(`/r/${closed.ratingToken}`, { score: '3' })).status).toBe(200);
    now = new Date(lastMoment.getTime() + 1000);
    expect((await visitor.get(`/r/${closed.ratingToken}`)).body).toContain('评价已结束');
    expect((await visitor.post(`/r/${closed.ratingToken}`, { score: '1' })).status).toBe(409);
    expect(await ratingsOf(closed.id)).toMatchObject([{ score: 3 }]);
    now = new Date('2026-11-20T09:00:00Z');
  });

  it.each(['0', '6', '5.5', '', 'five', '５', '55'])('asks again for stars when given "%s"', async (score) => {
    const talk = await deliveredTalk();
    const visitor = createVisitor(web.app);
    await visitor.get(`/r/${talk.ratingToken}`);
    expect((await visitor.post(`/r/${talk.ratingToken}`, { score })).status).toBe(400);
    expect(await ratingsOf(talk.id)).toEqual([]);
  });

  it('cuts a comment at five hundred characters, not in the middle of one', async () => {
    const talk = await deliveredTalk();
    const visitor = createVisitor(web.app);
    await visitor.get(`/r/${talk.ratingToken}`);
    await visitor.post(`/r/${talk.ratingToken}`, { score: '5', comment: '🌿'.repeat(600) });
    expect((await ratingsOf(talk.id))[0]?.comment).toBe('🌿'.repeat(500));
  });

  it('asks for the cookie where a browser keeps none', async () => {
    const talk = await deliveredTalk();
    const answer = await createVisitor(web.app).post(`/r/${talk.ratingToken}`, { score: '5' });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('Cookie');
    expect(await ratingsOf(talk.id)).toEqual([]);
  });
});
