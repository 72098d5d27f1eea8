// 课时从宣讲里来: for whose appointment a talk at a school counts, how, and for how many class hours.

import type { DeputyRules } from './rules.ts';

export interface TalkAtSchool {
  /** Who gave it. */
  readonly speakerId: number;
  /** Who ordered it as a speaker, for a school that they look after. */
  readonly orderedBy?: number;
  /** Granted: who passed it on, to whom. */
  readonly handOvers: readonly { readonly fromId: number; readonly toId: number }[];
}

export interface Serving {
  readonly appointmentId: number;
  readonly speakerId: number;
}

export interface Attributed extends Serving {
  readonly kind: 'taught' | 'organised';
}

/**
 * `serving`: who serves the school on the day, by their posts. A talk counts once: as taught for the deputy who gives it;
 * else as organised for the deputy who had a hand in it, 「承担或者组织落实」 (教育部令第52号), where the setting counts that.
 * A hand in it is what the records show: the deputy ordered the talk, or passed it on to the colleague who gives it. That
 * the school had wished for its deputy says nothing of who arranged it, nor does an order that a coordinator entered, be
 * they a deputy themselves: what else a deputy organised, they log by hand.
 */
export function attribute(
  { speakerId, orderedBy, handOvers }: TalkAtSchool,
  serving: readonly Serving[],
  { organisedCounts }: Pick<DeputyRules, 'organisedCounts'>,
): Attributed | undefined {
  const own = serving.find((one) => one.speakerId === speakerId);
  if (own) return { ...own, kind: 'taught' };
  if (!organisedCounts) return undefined;
  const passedOn = (from: number): boolean =>
    handOvers.some(({ fromId, toId }) => fromId === from && toId === speakerId);
  const arranged = serving.find((one) => passedOn(one.speakerId)) ?? serving.find((one) => one.speakerId === orderedBy);
  return arranged && { ...arranged, kind: 'organised' };
}

const lessonMinutes = 40;

/** As reported; else by the talk's length, a lesson being 40 minutes, to the nearest half. */
export function talkTenths(classHours: number | null | undefined, minutes: number): number {
  if (classHours !== null && classHours !== undefined) return classHours * 10;
  return Math.max(5, Math.round((minutes / lessonMinutes) * 2) * 5);
}

/** The most that one entry, and one person's day, can have: eight class hours. */
export const mostTenths = 80;
