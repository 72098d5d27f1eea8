// The one way an order changes state: compare and set, one event, what time is to do to it from now on, and the
// speaker's time given back where the new state holds none.

import {
  type Actor,
  holdsBooking,
  isOver,
  mayTransition,
  type OrderAction,
  transitions,
} from '../../domain/order-lifecycle.ts';
import type { Prisma } from '../../store/generated/client.ts';
import type { OrderState } from '../../store/generated/enums.ts';
import type { Work } from '../work.ts';
import { strikeCallsOf } from './phone-tasks.ts';
import { momentsFrom } from './schedule.ts';

export interface TransitionAsked {
  readonly order: { readonly id: number; readonly state: OrderState; readonly version: number };
  readonly action: OrderAction;
  readonly actor: Actor;
  /** Coordinator, speaker or person, by the actor's kind. */
  readonly actorId?: number;
  /** A code, never free text. */
  readonly reason?: string;
  readonly data?: Prisma.OrderUncheckedUpdateManyInput;
}

/** False, with nothing changed, where the order is no longer as it was or the step is not allowed. */
export async function transition(work: Work, asked: TransitionAsked): Promise<boolean> {
  const { order, action, actor } = asked;
  if (!mayTransition(action, order.state, actor)) return false;
  const to = transitions[action].to;
  const { count } = await work.tx.order.updateMany({
    where: { id: order.id, state: order.state, version: order.version },
    data: { ...asked.data, state: to, version: order.version + 1, updatedAt: work.now },
  });
  if (count !== 1) return false;
  await recordEvent(work, { ...asked, from: order.state, to, version: order.version + 1 });
  if (holdsBooking(order.state) && !holdsBooking(to)) {
    await work.tx.booking.updateMany({ where: { orderId: order.id, active: true }, data: { active: false } });
  }
  // Nobody need be rung up to be reminded of a talk that is over, or off, nor about what was before its end.
  if (to === 'delivered' || isOver(to)) await strikeCallsOf(work, order.id, ['remind', 'news', 'counter', 'inquiry']);
  else if (order.state === 'confirmed') await strikeCallsOf(work, order.id, ['remind']);
  return true;
}

export async function recordEvent(
  work: Work,
  event: Omit<TransitionAsked, 'order' | 'data'> & {
    readonly order: { readonly id: number };
    readonly from?: OrderState;
    readonly to: OrderState;
    readonly version: number;
  },
): Promise<void> {
  const moments = await momentsFrom(work, { id: event.order.id, state: event.to });
  // One statement: every step of every order writes both.
  await work.tx.$executeRaw`
    WITH happened AS (
      INSERT INTO order_event (order_id, at, action, from_state, to_state, version, actor, actor_id, reason)
      VALUES (${event.order.id}, ${work.now}, ${event.action}, ${event.from ?? null}::order_state,
        ${event.to}::order_state, ${event.version}, ${event.actor}, ${event.actorId ?? null}::int, ${event.reason ?? null})
    )
    INSERT INTO timer (order_id, order_version, kind, due_at)
    SELECT ${event.order.id}, ${event.version}, kind::timer_kind, due
    FROM unnest(${moments.map(({ kind }) => kind)}::text[], ${moments.map(({ dueAt }) => dueAt)}::timestamptz[]) AS due(kind, due)
    ON CONFLICT DO NOTHING`;
}

/** Takes the order's row for this transaction: everything that changes an order begins here, so orders come first in the order of locks. */
export async function lockOrder(work: Work, orderId: number): Promise<boolean> {
  const rows = await work.tx.$queryRaw<unknown[]>`SELECT 1 FROM orders WHERE id = ${orderId} FOR NO KEY UPDATE`;
  return rows.length > 0;
}
