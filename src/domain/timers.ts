// What time does to an order: which moments its present state brings with it. Pure, so that the moments can be had again
// from the order alone.

import { addDays, instantAt, localTime } from './calendar.ts';
import { type OrderState, ratingDays } from './order-lifecycle.ts';
import { addAwake, awakeBetween, nextAwake, type QuietHours, remindAt, type Waking } from './quiet-hours.ts';

export type TimerKind =
  /** Nobody has decided on the order: all coordinators above its place are told. */
  | 'escalate'
  /** The speaker has not answered: the order goes back. */
  | 'expire'
  /** Requester and speaker are reminded of the talk. */
  | 'remind'
  /** The talk should be over, and nobody has said so. */
  | 'ask_report'
  | 'ask_rating'
  | 'close';

/** How long things may take; set by the configuration. */
export interface Timing {
  readonly quietHours?: QuietHours;
  /** For the speaker's answer, in waking time. */
  readonly offerHours: number;
  /** For the coordinator's decision, in waking time. */
  readonly escalateHours: number;
  readonly remindHours: readonly number[];
  readonly ratingAfterHours: number;
}

export const defaultTiming: Timing = {
  quietHours: { from: 21 * 60 + 30, until: 7 * 60 + 30 },
  offerHours: 12,
  escalateHours: 4,
  remindHours: [24, 2],
  ratingAfterHours: 1,
};

export interface Clock {
  readonly now: Date;
  readonly timeZone: string;
  readonly timing: Timing;
}

export interface OrderInTime {
  readonly state: OrderState;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly deliveredAt: Date | null;
}

export interface Moment {
  readonly kind: TimerKind;
  readonly dueAt: Date;
}

const hourMs = 3_600_000;
/** The morning after a talk, when it is asked about: 9 o'clock. */
const reportAskedAt = 9 * 60;

/** What is due, and when, as long as the order stays as it is. */
export function momentsOf(order: OrderInTime, clock: Clock): Moment[] {
  const { startsAt, endsAt, deliveredAt } = order;
  const waking = wakingOf(clock);
  const { now, timing } = clock;
  switch (order.state) {
    case 'submitted':
    case 'proposed':
      return [{ kind: 'escalate', dueAt: addAwake(now, timing.escalateHours * hourMs, waking) }];
    case 'offered':
      return [{ kind: 'expire', dueAt: answerBy(startsAt ?? now, clock) }];
    case 'confirmed':
      return startsAt && endsAt
        ? [...reminders(startsAt, clock), { kind: 'ask_report', dueAt: askedAfter(endsAt, clock) }]
        : [];
    case 'delivered': {
      const since = (deliveredAt ?? now).getTime();
      const rateAt = nextAwake(new Date(since + timing.ratingAfterHours * hourMs), waking);
      return [
        ...(rateAt >= now ? [{ kind: 'ask_rating', dueAt: rateAt } as const] : []),
        { kind: 'close', dueAt: new Date(since + ratingDays * 24 * hourMs) },
      ];
    }
    default:
      return [];
  }
}

export const wakingOf = ({ timeZone, timing: { quietHours } }: Omit<Clock, 'now'>): Waking => ({
  timeZone,
  ...(quietHours && { quiet: quietHours }),
});

/** The speaker's deadline: half the waking time that is left, where the talk is near; never after it begins. */
export function answerBy(startsAt: Date, clock: Clock): Date {
  const waking = wakingOf(clock);
  const left = awakeBetween(clock.now, startsAt, waking);
  const by = addAwake(clock.now, Math.min(clock.timing.offerHours * hourMs, left / 2), waking);
  return by > startsAt && startsAt > clock.now ? startsAt : by;
}

/** Two that the quiet hours moved to one moment are one. */
function reminders(startsAt: Date, clock: Clock): Moment[] {
  const moments = clock.timing.remindHours.flatMap(
    (hours) => remindAt(startsAt, hours, clock.now, wakingOf(clock))?.getTime() ?? [],
  );
  return [...new Set(moments)].map((at) => ({ kind: 'remind', dueAt: new Date(at) }));
}

function askedAfter(endsAt: Date, clock: Clock): Date {
  const { day } = localTime(endsAt, clock.timeZone);
  return nextAwake(instantAt(addDays(day, 1), reportAskedAt, clock.timeZone), wakingOf(clock));
}
