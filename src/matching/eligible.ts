// The hard rules: who must not give a talk, whatever speaks for them. Each rule has a code and stands alone.

import { addDays, instantAt, type LocalDay, localTime, mondayOf } from '../domain/calendar.ts';
import { isForMinors } from '../domain/menu.ts';
import { type RuleCode, ruleCodes } from '../domain/proposal.ts';
import type { MatchRules, OrderToMatch, SpeakerToMatch, Tenure } from './facts.ts';
import { blockedTime, collides } from './schedule.ts';

/** The rules that `speaker` would break by giving this talk at `startsAt`, the hardest to change first. */
export function violatedRules(
  order: OrderToMatch,
  speaker: SpeakerToMatch,
  startsAt: Date,
  rules: MatchRules,
): readonly RuleCode[] {
  return ruleCodes.filter((code) => broken[code](order, speaker, startsAt, rules));
}

/** The rules that `speaker` breaks at any time: what can be said where there is no time to try. */
export function standingRules(order: OrderToMatch, speaker: SpeakerToMatch, rules: MatchRules): readonly RuleCode[] {
  return ruleCodes.filter((code) => !timed.has(code) && broken[code](order, speaker, rules.now, rules));
}

/** True where the school has a deputy principal of its own on that day. */
export const hasOwnDeputy = (order: OrderToMatch, day: LocalDay): boolean => order.schoolTerms.some(validOn(day));

const timed: ReadonlySet<RuleCode> = new Set<RuleCode>(['past', 'not_deputy', 'weekly_limit', 'away', 'overlap']);

type Rule = (order: OrderToMatch, speaker: SpeakerToMatch, startsAt: Date, rules: MatchRules) => boolean;

const broken: Record<RuleCode, Rule> = {
  past: (_order, _speaker, startsAt, { now, leadMinutes }) => startsAt.getTime() < now.getTime() + leadMinutes * 60_000,

  inactive: (_order, speaker) => !speaker.active,

  topic: ({ topicId }, speaker) => topicId === undefined || !speaker.topicIds.includes(topicId),

  format: ({ formatId }, speaker) => !speaker.formatIds.includes(formatId),

  language: ({ language }, speaker) => !speaker.languages.includes(language),

  not_cleared: ({ audience }, speaker) => isForMinors(audience) && !speaker.clearedForMinors,

  // A school without a deputy principal of its own takes one of any other school.
  not_deputy: (order, { appointments }, startsAt, { timeZone }) => {
    if (!order.wantsDeputy) return false;
    const { day } = localTime(startsAt, timeZone);
    const held = appointments.filter(validOn(day));
    const counts = hasOwnDeputy(order, day) ? held.filter((term) => term.schoolId === order.place.schoolId) : held;
    return counts.length === 0;
  },

  declined_before: ({ excludedSpeakerIds }, speaker) => excludedSpeakerIds.includes(speaker.id),

  weekly_limit: (_order, { bookings, weeklyLimit }, startsAt, { timeZone }) => {
    if (bookings.length < weeklyLimit) return false;
    const monday = mondayOf(localTime(startsAt, timeZone).day);
    const from = instantAt(monday, 0, timeZone);
    const until = instantAt(addDays(monday, 7), 0, timeZone);
    return bookings.filter((booking) => from <= booking.startsAt && booking.startsAt < until).length >= weeklyLimit;
  },

  away: (order, speaker, startsAt) => {
    const { from, until } = blockedTime(order, startsAt);
    return speaker.away.some((gone) => gone.from < until && from < gone.until);
  },

  overlap: (order, { bookings }, startsAt, rules) => {
    const { point } = order.place;
    const talk = {
      ...blockedTime(order, startsAt),
      startsAt,
      online: order.format.online,
      ...(point && { point }),
    };
    return collides(talk, bookings, rules);
  },
};

const validOn =
  (day: LocalDay) =>
  (term: Tenure): boolean =>
    term.from <= day && day < term.until;
