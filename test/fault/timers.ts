// Orders that wait for something that time will do: half of them for the coordinator's decision, half for the speaker's
// answer. Knows nothing of what keeps the timers from being done.

import { expect, vi } from 'vitest';
import type { Crowd } from './crowd.ts';
import type { Product } from './product.ts';

export type Timers = Awaited<ReturnType<typeof ordersWithTimers>>;

export async function ordersWithTimers(product: Product, crowd: Crowd) {
  const { prisma, pool, town, bots } = product;
  await crowd.orders(6, 3);
  await crowd.expectAllWell();
  const asked = town.coordinators.filter((id) => bots.staff.chat(id).length > 0);
  expect(asked).toHaveLength(6);
  const deciding = asked.slice(3);
  await Promise.all(asked.slice(0, 3).map((id) => crowd.staffTaps(id, '同意派单')));
  await crowd.expectAllWell();
  expect(await prisma.order.count({ where: { state: 'offered' } })).toBe(3);
  const pending = await prisma.timer.findMany({ where: { doneAt: null }, select: { id: true } });
  const own = { id: { in: pending.map(({ id }) => id) } };
  const undone = () => prisma.timer.count({ where: { ...own, doneAt: null } });
  const told = (id: number) => bots.staff.chat(id).filter(({ text }) => text.includes('等了 4 小时')).length;

  return {
    undone,
    comeDue: () => pool.query('UPDATE timer SET due_at = now() WHERE done_at IS NULL'),

    /** Each was done, and had its effect once. */
    async expectDone(withinMs: number): Promise<void> {
      await vi.waitFor(
        async () => {
          expect(await undone()).toBe(0);
          expect(await prisma.outbox.count({ where: { sentAt: null, droppedAt: null, kind: { not: 'said' } } })).toBe(
            0,
          );
        },
        { timeout: withinMs, interval: 250 },
      );
      expect(deciding.map(told)).toEqual([1, 1, 1]);
      const expired = await prisma.orderEvent.groupBy({ by: ['orderId'], where: { action: 'expire' }, _count: true });
      expect(expired.map(({ _count }) => _count)).toEqual([1, 1, 1]);
      expect(await prisma.booking.count({ where: { active: true } })).toBe(0);
    },
  };
}
