// The hard rules: who must not give a talk, whatever speaks for them. Each rule is a function of its own and knows no
// other; what takes a look at more than one speaker stands ready in the context (rule-context.ts).

import { type LocalDay, weekday } from '../domain/calendar.ts';
import type { KitId } from '../domain/ids.ts';
import { isForMinors } from '../domain/menu.ts';
import { type RuleCode, ruleCodes } from '../domain/proposal.ts';
import type { BookingFacts, Interval, MatchRules, OrderToMatch, SpeakerToMatch, Tenure } from './facts.ts';
import type { Moment } from './moments.ts';
import { blockedTime, collides, talkOf } from './schedule.ts';

/** What the rules know beside the order, the speaker and the time. */
export interface RuleContext {
  readonly rules: MatchRules;
  /** A deputy principal of the school itself can take the order at one of its times. */
  readonly ownDeputyCan: boolean;
  /** Everybody who is free to be the second person then. */
  assistantsAt(moment: Moment): readonly SpeakerToMatch[];
  /** A free kit of each kind that the format needs; undefined where one lacks. */
  kitsAt(moment: Moment): readonly KitId[] | undefined;
}

/** True where the speaker must not. */
export type Rule = (order: OrderToMatch, speaker: SpeakerToMatch, moment: Moment, context: RuleContext) => boolean;

/** The rules that `speaker` would break by giving this talk then, the hardest to change first. */
export const violatedRules = (
  order: OrderToMatch,
  speaker: SpeakerToMatch,
  moment: Moment,
  context: RuleContext,
): readonly RuleCode[] => ruleCodes.filter((code) => hardRules[code](order, speaker, moment, context));

export const isEligible: Rule = (order, speaker, moment, context) =>
  !ruleCodes.some((code) => hardRules[code](order, speaker, moment, context));

/** The rules that `speaker` breaks at any time: what can be said where there is no time to try. */
export const standingRules = (order: OrderToMatch, speaker: SpeakerToMatch): readonly RuleCode[] =>
  ruleCodes.filter((code) => isStanding(code) && standing[code](order, speaker));

/** Who may be the second person then, whoever is the first. */
export const mayAssist = (order: OrderToMatch, speaker: SpeakerToMatch, moment: Moment, rules: MatchRules): boolean =>
  speaker.canAssist &&
  !inactive(order, speaker) &&
  !othersGuest(order, speaker) &&
  !notCleared(order, speaker) &&
  !outsideArea(order, speaker) &&
  !declinedBefore(order, speaker) &&
  !dayFull(order, speaker, moment) &&
  !weekFull(order, speaker, moment) &&
  !outsideHours(order, speaker, moment) &&
  !isAway(order, speaker, moment) &&
  !hasNoTime(order, speaker, moment, { rules });

type StandingRule = (order: OrderToMatch, speaker: SpeakerToMatch) => boolean;
type TimedRule = (order: OrderToMatch, speaker: SpeakerToMatch, moment: Moment) => boolean;

export const isPast: Rule = (_order, _speaker, { startsAt }, { rules: { now, leadMinutes } }) =>
  startsAt.getTime() < now.getTime() + leadMinutes * 60_000;

export const inactive: StandingRule = (_order, speaker) => !speaker.active;

/** A guest lecturer is booked for one talk. */
export const othersGuest: StandingRule = ({ id }, { onlyOrderId }) => onlyOrderId !== undefined && onlyOrderId !== id;

export const lacksTopic: StandingRule = ({ topicId }, speaker) =>
  topicId === undefined || !speaker.topicIds.includes(topicId);

export const lacksFormat: StandingRule = ({ formatId }, speaker) => !speaker.formatIds.includes(formatId);

/** A course is its speaker's own. */
export const othersCourse: StandingRule = ({ courseSpeakerId }, speaker) =>
  courseSpeakerId !== undefined && courseSpeakerId !== speaker.id;

export const lacksLanguage: StandingRule = ({ language }, speaker) => !speaker.languages.includes(language);

export const notCleared: StandingRule = ({ audience }, speaker) => isForMinors(audience) && !speaker.clearedForMinors;

/** A school without a deputy principal of its own takes one of any other school. */
export const notDeputy: TimedRule = (order, { appointments }, { day }) => {
  if (!order.wantsDeputy) return false;
  const held = appointments.filter(validOn(day));
  const counts = hasOwnDeputy(order, day) ? held.filter((term) => term.schoolId === order.place.schoolId) : held;
  return counts.length === 0;
};

/** A school's own deputy principal goes first; a colleague only where none of them can, at any of the times. */
export const ownDeputyFirst: Rule = (order, speaker, { day }, { ownDeputyCan }) =>
  ownDeputyCan && !isOwnDeputy(order, speaker, day);

export const outsideArea: StandingRule = ({ place }, { serviceAreaIds }) =>
  serviceAreaIds.length > 0 && !place.areaIds.some((id) => serviceAreaIds.includes(id));

export const declinedBefore: StandingRule = ({ excludedSpeakerIds }, speaker) =>
  excludedSpeakerIds.includes(speaker.id);

export const dayFull: TimedRule = (_order, { bookings, dailyLimit }, { today }) =>
  countIn(bookings, today) >= dailyLimit;

export const weekFull: TimedRule = (_order, { bookings, weeklyLimit }, { week }) =>
  countIn(bookings, week) >= weeklyLimit;

/** Setting up and clearing away are work, too: all of it has to lie inside one stretch of hours. */
export const outsideHours: TimedRule = ({ format }, { workingHours }, { day, minutes }) => {
  if (workingHours.length === 0) return false;
  const today = weekday(day);
  const from = minutes - format.setupMinutes;
  const until = minutes + format.talkMinutes + format.clearMinutes;
  return !workingHours.some((hours) => hours.weekday === today && hours.from <= from && until <= hours.until);
};

export const isAway: TimedRule = (order, { away }, { startsAt }) => {
  if (away.length === 0) return false;
  const { from, until } = blockedTime(order, startsAt);
  return away.some((gone) => gone.from < until && from < gone.until);
};

/** Another talk, or the way from or to it. */
export const hasNoTime = (
  order: OrderToMatch,
  { bookings }: Pick<SpeakerToMatch, 'bookings'>,
  { startsAt }: Moment,
  { rules }: Pick<RuleContext, 'rules'>,
): boolean => bookings.length > 0 && collides(talkOf(order, startsAt), bookings, rules);

export const noKit: Rule = (_order, _speaker, moment, { kitsAt }) => kitsAt(moment) === undefined;

export const noAssistant: Rule = ({ format }, speaker, moment, { assistantsAt }) =>
  format.people === 2 && !assistantsAt(moment).some(({ id }) => id !== speaker.id);

/** What the rules ask of the speaker and the order alone, at whatever time. */
const standing = {
  inactive,
  guest: othersGuest,
  topic: lacksTopic,
  format: lacksFormat,
  course: othersCourse,
  language: lacksLanguage,
  not_cleared: notCleared,
  area: outsideArea,
  declined_before: declinedBefore,
} satisfies Partial<Record<RuleCode, StandingRule>>;

const isStanding = (code: RuleCode): code is keyof typeof standing => code in standing;

export const hardRules: Readonly<Record<RuleCode, Rule>> = {
  ...standing,
  past: isPast,
  not_deputy: notDeputy,
  own_deputy_first: ownDeputyFirst,
  daily_limit: dayFull,
  weekly_limit: weekFull,
  working_hours: outsideHours,
  away: isAway,
  overlap: hasNoTime,
  no_kit: noKit,
  no_assistant: noAssistant,
};

/** True where the school has a deputy principal of its own on that day. */
export const hasOwnDeputy = (order: OrderToMatch, day: LocalDay): boolean => order.schoolTerms.some(validOn(day));

export const isOwnDeputy = ({ place }: OrderToMatch, { appointments }: SpeakerToMatch, day: LocalDay): boolean =>
  place.schoolId !== undefined && appointments.some((term) => term.schoolId === place.schoolId && validOn(day)(term));

const countIn = (bookings: readonly BookingFacts[], { from, until }: Interval): number =>
  bookings.filter(({ startsAt }) => from <= startsAt && startsAt < until).length;

const validOn =
  (day: LocalDay) =>
  (term: Tenure): boolean =>
    term.from <= day && day < term.until;
