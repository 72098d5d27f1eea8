// 换人 by hand: one step for a talk that waits, was offered or accepted; a reason where something speaks against it; never
// against a hard rule. On real PostgreSQL.

import { afterAll, describe, expect, it } from 'vitest';
import type { Candidate } from '../../../src/domain/proposal.ts';
import { createDesk } from './desk.ts';

const { drop, station, coordinator, li, wang, staff } = await createDesk();
afterAll(drop);

const assign = (
  order: { readonly id: number; readonly version: number },
  speakerId: number,
  more: { readonly note?: string; readonly anyTime?: boolean } = {},
) => station.act(coordinator, 'assign', { orderId: order.id, version: order.version, speakerId, ...more });

const listed = async (orderId: number) => {
  const { candidates } = await station.act(coordinator, 'list-eligible', { orderId });
  return candidates.map(({ name, soft = [] }) => ({ name, soft }));
};

describe('a talk that somebody has accepted', () => {
  it('goes to somebody else in one step, at the same time, and all three are told once', async () => {
    const order = await staff.confirmed(li);
    expect(await listed(order.id)).toEqual([{ name: '王警官', soft: [] }]);
    const since = await staff.mark();
    expect(await assign(order, wang.speakerId)).toMatchObject({
      ok: true,
      order: { state: 'offered', speaker: { name: '王警官' }, startsAt: order.startsAt?.toISOString() },
    });
    expect(await staff.booked(order.number)).toEqual([wang.speakerId]);
    const [gone, ...noMore] = await staff.told(li, since);
    expect(gone).toContain('move.instead');
    expect(gone).toContain('王警官');
    expect(noMore).toEqual([]);
    expect(await staff.told(wang, since)).toEqual([expect.stringContaining('offer.title')]);
    expect(await staff.told(order.requester, since)).toEqual([expect.stringContaining('move.news')]);

    const after = await station.reload(order.number);
    expect(after.events.at(-1)).toMatchObject({ action: 'reassign', reason: 'by_hand' });
    const accepted = await station.act(wang, 'accept-offer', { orderId: order.id, version: after.version });
    expect(accepted).toMatchObject({ ok: true, order: { state: 'confirmed' } });
    // Told who comes already, and nothing has changed since.
    expect(await staff.told(order.requester, since)).toHaveLength(1);
    await staff.cancel(order.number);
  });

  it('tells the requester that somebody is looked for, where the one who was named can’t after all', async () => {
    const order = await staff.confirmed(li);
    await assign(order, wang.speakerId);
    const since = await staff.mark();
    const target = { orderId: order.id, version: order.version + 1 };
    await station.act(wang, 'decline-offer', { ...target, reason: 'on_duty' });
    expect(await staff.told(order.requester, since)).toEqual([expect.stringContaining('news.back')]);
    await staff.cancel(order.number);
  });

  it('can go to another of the requester’s times as well', async () => {
    const windows = [
      { day: '2026-11-26', half: 'afternoon' as const },
      { day: '2026-11-27', half: 'morning' as const },
    ];
    const order = await staff.confirmed(li, { windows });
    const busy = await staff.confirmed(wang, {
      windows: windows.slice(0, 1),
      places: [{ areaId: station.otherVillage.id }],
    });
    const startsAt = busy.startsAt ?? new Date(0);
    // At the same hour in the other village.
    await station.prisma.booking.updateMany({
      where: { orderId: busy.id },
      data: {
        from: new Date((order.startsAt?.getTime() ?? 0) - 900_000),
        until: new Date((order.startsAt?.getTime() ?? 0) + 4_500_000),
      },
    });
    expect(startsAt).toBeInstanceOf(Date);
    expect(await listed(order.id)).toEqual([]);
    expect(await assign(order, wang.speakerId)).toMatchObject({ ok: false, reason: 'not_free' });
    const moved = await assign(order, wang.speakerId, { anyTime: true });
    expect(moved).toMatchObject({ ok: true, order: { state: 'offered', speaker: { name: '王警官' } } });
    const after = await station.reload(order.number);
    expect(after.startsAt).not.toEqual(order.startsAt);
    await staff.cancel(order.number);
    await staff.cancel(busy.number);
  });
});

describe('the list and the card', () => {
  it('give the same speaker the same points: what is proposed to others counts as load on both', async () => {
    const first = await staff.proposed();
    const second = await staff.proposed({ windows: [{ day: '2026-11-27', half: 'afternoon' }] });
    const { order: card } = await station.act(coordinator, 'show-card', { orderId: second.id });
    const { candidates } = await station.act(coordinator, 'list-eligible', { orderId: second.id });
    const loads = (all: readonly Candidate[] = []) =>
      all
        .map(({ speakerId, terms }) => [speakerId, terms.find(({ code }) => code === 'load')?.params['talks'] ?? 0])
        .sort();
    expect(loads(candidates)).toEqual(loads(card?.proposal?.candidates));
    expect(loads(candidates).map(([, talks]) => talks)).toContain(1);
    await staff.cancel(first.number);
    await staff.cancel(second.number);
  });
});

describe('a reason in words', () => {
  it('is asked for where the speaker has declined, kept with the offer, and shown on the card only', async () => {
    const order = await staff.offered(li);
    await station.act(li, 'decline-offer', { orderId: order.id, version: order.version, reason: 'clashes' });
    await station.match();
    const again = await station.reload(order.number);
    expect(await listed(order.id)).toEqual([
      { name: '王警官', soft: [] },
      { name: '李警官', soft: ['declined_before'] },
    ]);
    const plain = await station.act(coordinator, 'approve', {
      ...{ orderId: again.id, version: again.version, speakerId: li.speakerId },
    });
    expect(plain).toMatchObject({ ok: false, reason: 'not_free', rules: ['declined_before'] });
    expect(await assign(again, li.speakerId)).toMatchObject({
      ok: false,
      reason: 'note_needed',
      soft: ['declined_before'],
    });
    expect(await assign(again, li.speakerId, { note: '   ' })).toMatchObject({ ok: false, reason: 'note_needed' });
    const note = '电话里说好了';
    expect(await assign(again, li.speakerId, { note })).toMatchObject({ ok: true, order: { state: 'offered', note } });
    const { order: card } = await station.act(coordinator, 'show-card', { orderId: order.id });
    expect(card?.note).toBe(note);
    const { order: talk } = await station.act(li, 'show-talk', { orderId: order.id });
    expect(talk).not.toHaveProperty('note');
    await staff.cancel(order.number);
  });

  it('is asked for where the speaker whom the requester named is free', async () => {
    const order = await staff.proposed({ preferredSpeakerId: li.speakerId });
    expect(await listed(order.id)).toEqual([
      { name: '李警官', soft: [] },
      { name: '王警官', soft: ['not_preferred'] },
    ]);
    expect(await assign(order, wang.speakerId)).toMatchObject({ reason: 'note_needed', soft: ['not_preferred'] });
    // Nor is it an approval, though they stand on the card as the next best.
    const plain = { orderId: order.id, version: order.version, speakerId: wang.speakerId };
    expect(await station.act(coordinator, 'approve', plain)).toMatchObject({
      ...{ ok: false, reason: 'note_needed', soft: ['not_preferred'] },
    });
    expect(await assign(order, wang.speakerId, { note: '点单人同意' })).toMatchObject({ ok: true });
    await staff.cancel(order.number);
  });

  it('is cut at 200 characters', async () => {
    const order = await staff.proposed({ preferredSpeakerId: li.speakerId });
    const result = await assign(order, wang.speakerId, { note: '长'.repeat(500) });
    expect(result).toMatchObject({ ok: true, order: { note: '长'.repeat(200) } });
    await staff.cancel(order.number);
  });
});

describe('a hard rule', () => {
  it('is broken by nobody, with whatever reason', async () => {
    const order = await staff.confirmed(li);
    await station.prisma.away.create({
      data: {
        speakerId: wang.speakerId,
        from: new Date('2026-11-25T16:00:00Z'),
        until: new Date('2026-11-26T16:00:00Z'),
      },
    });
    const result = await assign(order, wang.speakerId, { note: '非他不可' });
    expect(result).toMatchObject({ ok: false, reason: 'not_free', rules: ['away'] });
    expect(await staff.booked(order.number)).toEqual([li.speakerId]);
    await station.prisma.away.deleteMany({});
    await staff.cancel(order.number);
  });

  it('stands for a coordinator of another area, and for a button from before', async () => {
    const order = await staff.confirmed(li);
    const elsewhere = await station.coordinator('王五', station.otherTownship.id);
    const target = { orderId: order.id, version: order.version, speakerId: wang.speakerId };
    expect(await station.act(elsewhere, 'assign', target)).toEqual({ ok: false, reason: 'not_found' });
    expect(await assign({ id: order.id, version: order.version - 1 }, wang.speakerId)).toMatchObject({
      ok: false,
      reason: 'already',
    });
    expect(await assign(order, li.speakerId)).toMatchObject({ ok: false, reason: 'already' });
    await station.prisma.coordinator.update({ where: { id: elsewhere.coordinator.id }, data: { active: false } });
    await staff.cancel(order.number);
  });
});
