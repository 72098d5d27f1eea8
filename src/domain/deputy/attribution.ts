// 课时从宣讲里来: for whose appointment a talk at a school counts, how, and for how many class hours.

import type { DeputyRules } from './rules.ts';

export interface TalkAtSchool {
  /** Who gave it. */
  readonly speakerId: number;
  /** The school asked for its deputy. */
  readonly wantsDeputy: boolean;
  /** Deputies who passed the talk on to a colleague, or arranged it. */
  readonly arrangedBy: readonly number[];
}

export interface Serving {
  readonly appointmentId: number;
  readonly speakerId: number;
}

export interface Attributed extends Serving {
  readonly kind: 'taught' | 'organised';
}

/** `serving`: who serves the school on the day, by their posts. A talk counts once. */
export function attribute(
  { speakerId, wantsDeputy, arrangedBy }: TalkAtSchool,
  serving: readonly Serving[],
  { organisedCounts }: Pick<DeputyRules, 'organisedCounts'>,
): Attributed | undefined {
  const own = serving.find((one) => one.speakerId === speakerId);
  if (own) return { ...own, kind: 'taught' };
  if (!organisedCounts) return undefined;
  const arranged = serving.find((one) => arrangedBy.includes(one.speakerId)) ?? (wantsDeputy ? serving[0] : undefined);
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
