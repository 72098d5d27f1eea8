// 请同事代讲: a speaker proposes a colleague, a coordinator decides, the colleague is asked. On real PostgreSQL.

import { afterAll, describe, expect, it } from 'vitest';
import { buttonsIn } from '../../fakes/staffing.ts';
import { createDesk } from './desk.ts';

const { drop, station, coordinator, second, li, wang, staff } = await createDesk();
afterAll(drop);

type Order = Awaited<ReturnType<typeof staff.confirmed>>;

const ask = ({ id, version }: Pick<Order, 'id' | 'version'>, toId = wang.speakerId, from = li) =>
  station.act(from, 'ask-hand-over', { orderId: id, version, toId });

/** Proposed, with the id on the coordinators' card. */
async function asked() {
  const order = await staff.confirmed(li);
  const since = await staff.mark();
  expect(await ask(order)).toMatchObject({ ok: true, to: '王警官' });
  const [card = ''] = await staff.told(coordinator, since);
  const handOverId = Number(/\/grant_hand_over (\d+)/.exec(card)?.[1]);
  return { order, handOverId, since };
}

describe('asking', () => {
  it('shows those who could at that time, and lays one of them before all coordinators', async () => {
    const order = await staff.confirmed(li);
    const { colleagues } = await station.act(li, 'list-colleagues', { orderId: order.id });
    expect(colleagues).toEqual([{ id: wang.speakerId, name: '王警官' }]);
    const since = await staff.mark();
    await ask(order);
    for (const one of [coordinator, second]) {
      const [card = '', ...more] = await staff.told(one, since);
      expect(card).toContain('handover.title');
      expect(buttonsIn(card).map((id) => id.split(' ')[0])).toEqual(['/grant_hand_over', '/deny_hand_over', '/card']);
      expect(more).toEqual([]);
    }
    // Nothing is asked of the colleague yet, and the talk is still whose it was.
    expect(await staff.told(wang, since)).toEqual([]);
    expect((await station.reload(order.number)).state).toBe('confirmed');
    expect(await station.act(li, 'list-colleagues', { orderId: order.id })).toMatchObject({ waiting: '王警官' });
    expect(await ask(order)).toMatchObject({ ok: false, reason: 'waiting' });
    await staff.cancel(order.number);
  });

  it('is for whoever gives the talk, for somebody who can, and for the talk as it stands', async () => {
    const order = await staff.confirmed(li);
    expect(await ask(order, li.speakerId, wang)).toEqual({ ok: false, reason: 'not_found' });
    expect(await ask({ id: order.id, version: order.version - 1 })).toMatchObject({ ok: false, reason: 'already' });
    await station.prisma.speaker.update({ where: { id: wang.speakerId }, data: { active: false } });
    expect(await ask(order)).toMatchObject({ ok: false, reason: 'not_free' });
    await station.prisma.speaker.update({ where: { id: wang.speakerId }, data: { active: true } });
    await staff.cancel(order.number);
  });
});

describe('the decision', () => {
  it('yes: the talk goes over in one step, and the colleague accepts as usual', async () => {
    const { order, handOverId, since } = await asked();
    expect(await station.act(coordinator, 'decide-hand-over', { handOverId, grant: true })).toMatchObject({
      ok: true,
      order: { state: 'offered', speaker: { name: '王警官' } },
    });
    expect(await staff.booked(order.number)).toEqual([wang.speakerId]);
    expect(await staff.told(wang, since)).toEqual([expect.stringContaining('offer.title')]);
    expect(await staff.told(li, since)).toEqual([expect.stringContaining('move.instead')]);
    expect(await staff.told(order.requester, since)).toEqual([expect.stringContaining('move.news')]);
    expect(await station.act(wang, 'accept-offer', { orderId: order.id, version: order.version + 1 })).toMatchObject({
      ok: true,
      order: { state: 'confirmed' },
    });
    const again = await station.act(second, 'decide-hand-over', { handOverId, grant: false });
    expect(again).toMatchObject({ ok: false, reason: 'decided', granted: true });
    await staff.cancel(order.number);
  });

  it('no: the speaker is told, the talk stays, and another colleague can be proposed', async () => {
    const { order, handOverId, since } = await asked();
    expect(await station.act(second, 'decide-hand-over', { handOverId, grant: false })).toMatchObject({ ok: true });
    expect(await staff.told(li, since)).toEqual([expect.stringContaining('handover.denied')]);
    expect(await staff.booked(order.number)).toEqual([li.speakerId]);
    expect(await station.act(coordinator, 'decide-hand-over', { handOverId, grant: true })).toMatchObject({
      ok: false,
      reason: 'decided',
      granted: false,
    });
    expect(await ask(order)).toMatchObject({ ok: true });
    await staff.cancel(order.number);
  });

  it('is looked at once more: a colleague who has become busy is named with the rule', async () => {
    const { order, handOverId } = await asked();
    await station.prisma.away.create({
      data: {
        speakerId: wang.speakerId,
        from: new Date('2026-11-25T16:00:00Z'),
        until: new Date('2026-11-26T16:00:00Z'),
      },
    });
    expect(await station.act(coordinator, 'decide-hand-over', { handOverId, grant: true })).toMatchObject({
      ok: false,
      reason: 'not_free',
      rules: ['away'],
    });
    expect(await staff.booked(order.number)).toEqual([li.speakerId]);
    await station.prisma.away.deleteMany({});
    await staff.cancel(order.number);
  });

  it('falls away with the talk: the card is dead once it is cancelled or given back', async () => {
    const { order, handOverId } = await asked();
    await station.act(li, 'withdraw', { orderId: order.id, version: order.version, reason: 'on_duty' });
    expect(await station.act(coordinator, 'decide-hand-over', { handOverId, grant: true })).toMatchObject({
      ok: false,
      reason: 'already',
    });
    const edits = (await station.messages(second)).filter(({ kind }) => kind === 'edit');
    expect(JSON.stringify(edits.at(-1)?.message)).not.toContain('grant_hand_over');
    await staff.cancel(order.number);
  });

  it('is not for a coordinator of another area', async () => {
    const { order, handOverId } = await asked();
    const elsewhere = await station.coordinator('王五', station.otherTownship.id);
    expect(await station.act(elsewhere, 'decide-hand-over', { handOverId, grant: true })).toEqual({
      ok: false,
      reason: 'not_found',
    });
    await station.prisma.coordinator.update({ where: { id: elsewhere.coordinator.id }, data: { active: false } });
    await staff.cancel(order.number);
  });

  it('twenty at once make one change', async () => {
    const { order, handOverId } = await asked();
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        station.act(index % 2 === 0 ? coordinator : second, 'decide-hand-over', { handOverId, grant: true }),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const { events } = await station.reload(order.number);
    expect(events.filter(({ action }) => action === 'reassign')).toHaveLength(1);
    await staff.cancel(order.number);
  });
});
