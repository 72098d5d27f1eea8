// The hard rules: who must not give a talk, whatever speaks for them. Each rule has a code and stands alone.

import { addDays, instantAt, type LocalDay, mondayOf } from '../domain/calendar.ts';
import { isForMinors } from '../domain/menu.ts';
import { type RuleCode, ruleCodes } from '../domain/proposal.ts';
import type { Interval, MatchRules, OrderToMatch, SpeakerToMatch, Tenure } from './facts.ts';
import { blockedTime, collides } from './schedule.ts';

/** A talk's beginning, with what local clocks and calendars say of it: asked once per window, for they are slow. */
export interface Moment {
  readonly startsAt: Date;
  readonly day: LocalDay;
  /** From Monday to Monday. */
  readonly week: Interval;
}

/** The rules that `speaker` would break by giving this talk then, the hardest to change first. */
export function violatedRules(
  order: OrderToMatch,
  speaker: SpeakerToMatch,
  moment: Moment,
  rules: MatchRules,
): readonly RuleCode[] {
  return ruleCodes.filter((code) => broken[code](order, speaker, moment, rules));
}

/** The rules that `speaker` breaks at any time: what can be said where there is no time to try. */
export const standingRules = (order: OrderToMatch, speaker: SpeakerToMatch): readonly RuleCode[] =>
  ruleCodes.filter((code) => isStanding(code) && standing[code](order, speaker));

export function weekOf(day: LocalDay, timeZone: string): Interval {
  const monday = mondayOf(day);
  return { from: instantAt(monday, 0, timeZone), until: instantAt(addDays(monday, 7), 0, timeZone) };
}

/** True where the school has a deputy principal of its own on that day. */
export const hasOwnDeputy = (order: OrderToMatch, day: LocalDay): boolean => order.schoolTerms.some(validOn(day));

const standing = {
  inactive: (_order, speaker) => !speaker.active,

  topic: ({ topicId }, speaker) => topicId === undefined || !speaker.topicIds.includes(topicId),

  format: ({ formatId }, speaker) => !speaker.formatIds.includes(formatId),

  language: ({ language }, speaker) => !speaker.languages.includes(language),

  not_cleared: ({ audience }, speaker) => isForMinors(audience) && !speaker.clearedForMinors,

  declined_before: ({ excludedSpeakerIds }, speaker) => excludedSpeakerIds.includes(speaker.id),
} satisfies Partial<Record<RuleCode, (order: OrderToMatch, speaker: SpeakerToMatch) => boolean>>;

const isStanding = (code: RuleCode): code is keyof typeof standing => code in standing;

type Rule = (order: OrderToMatch, speaker: SpeakerToMatch, moment: Moment, rules: MatchRules) => boolean;

const broken: Record<RuleCode, Rule> = {
  ...standing,

  past: (_order, _speaker, { startsAt }, { now, leadMinutes }) =>
    startsAt.getTime() < now.getTime() + leadMinutes * 60_000,

  // A school without a deputy principal of its own takes one of any other school.
  not_deputy: (order, { appointments }, { day }) => {
    if (!order.wantsDeputy) return false;
    const held = appointments.filter(validOn(day));
    const counts = hasOwnDeputy(order, day) ? held.filter((term) => term.schoolId === order.place.schoolId) : held;
    return counts.length === 0;
  },

  weekly_limit: (_order, { bookings, weeklyLimit }, { week }) =>
    bookings.filter(({ startsAt }) => week.from <= startsAt && startsAt < week.until).length >= weeklyLimit,

  away: (order, speaker, { startsAt }) => {
    const { from, until } = blockedTime(order, startsAt);
    return speaker.away.some((gone) => gone.from < until && from < gone.until);
  },

  overlap: (order, { bookings }, { startsAt }, rules) => {
    const { point } = order.place;
    const talk = { ...blockedTime(order, startsAt), startsAt, online: order.format.online, ...(point && { point }) };
    return collides(talk, bookings, rules);
  },
};

const validOn =
  (day: LocalDay) =>
  (term: Tenure): boolean =>
    term.from <= day && day < term.until;
