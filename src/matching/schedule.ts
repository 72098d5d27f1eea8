// A speaker's day: whether one more talk fits between the others, journeys included.

import type { BookingFacts, FormatFacts, MatchRules, OrderToMatch } from './facts.ts';
import { travelMs } from './travel.ts';

/** The time an order blocks, set-up and clearing away included. Also what a Booking's row holds. */
export function blockedTime({ format }: { readonly format: Minutes }, startsAt: Date): { from: Date; until: Date } {
  const at = startsAt.getTime();
  return {
    from: new Date(at - format.setupMinutes * 60_000),
    until: new Date(at + (format.talkMinutes + format.clearMinutes) * 60_000),
  };
}

/** The order as a booking, were it held then. */
export function talkOf(order: Pick<OrderToMatch, 'format' | 'place'>, startsAt: Date): BookingFacts {
  const { point } = order.place;
  return { ...blockedTime(order, startsAt), startsAt, online: order.format.online, ...(point && { point }) };
}

type Minutes = Pick<FormatFacts, 'talkMinutes' | 'setupMinutes' | 'clearMinutes'>;

/** When the talk itself ends. */
export const talkEnd = ({ format }: Pick<OrderToMatch, 'format'>, startsAt: Date): Date =>
  new Date(startsAt.getTime() + format.talkMinutes * 60_000);

/** True where `talk` meets another booking, or leaves too little time for the way to or from one. */
export function collides(talk: BookingFacts, bookings: readonly BookingFacts[], rules: MatchRules): boolean {
  if (bookings.some((other) => other.from < talk.until && talk.from < other.until)) return true;
  const day = [...bookings, talk].sort((a, b) => a.from.getTime() - b.from.getTime());
  let before: BookingFacts | undefined;
  let last: BookingFacts | undefined;
  let free = 0;
  let concerned = false;
  for (const stay of day) {
    if (before) free += Math.max(0, stay.from.getTime() - before.until.getTime());
    before = stay;
    concerned ||= stay === talk;
    // An online talk is held from anywhere, but nobody travels while it lasts: the way between the talks around it
    // has to fit into what is left.
    if (stay.online) continue;
    if (concerned && last && free < travelMs(last.point, stay.point, rules)) return true;
    last = stay;
    free = 0;
    concerned = stay === talk;
  }
  return false;
}
