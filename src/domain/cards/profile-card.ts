// A speaker's profile in lines: what they can give, when and where.

import { clockText, type Half } from '../calendar.ts';
import type { ProfileView, SpeakerKind } from '../commands-roster.ts';
import { type Names, type Text, text } from '../message.ts';
import { type DayGroup, grouped, type Span, wholeDay, workHalves } from '../working-hours.ts';

export function profileText(profile: ProfileView): Text {
  return {
    lines: [
      text('roster.title', { name: profile.name, kind: kindText(profile.kind), home: { names: profile.home } }),
      ...(profile.active ? [] : [text('roster.inactive')]),
      text('roster.line_topics', { value: namesText(profile.topics.map(({ names }) => names)) }),
      profile.requested.length > 0
        ? text('roster.line_requested', { value: namesText(profile.requested.map(({ names }) => names)) })
        : '',
      text('roster.line_formats', { value: namesText(profile.formats.map(({ names }) => names)) }),
      text('roster.line_languages', { value: languagesText(profile.languages) }),
      text('roster.line_hours', { value: hoursText(profile) }),
      text('roster.line_areas', { value: areasText(profile) }),
      text('roster.line_limits', { weekly: profile.weeklyLimit, daily: profile.dailyLimit }),
      text(profile.canAssist ? 'roster.assists' : 'roster.assists_not'),
      text(profile.clearedForMinors ? 'roster.cleared' : 'roster.cleared_not'),
      profile.own ? '' : text('roster.line_share', { share: profile.targetShare }),
      profile.schools > 0 ? text('roster.line_schools', { many: profile.schools }) : '',
      profile.joined || profile.own ? '' : text('roster.not_joined'),
    ],
  };
}

export const kindText = (kind: SpeakerKind): Text => text(`roster.kind_${kind}`);

/** A dash where there are none. */
export const namesText = (all: readonly Names[]): Text =>
  all.length === 0 ? '—' : { list: all.map((names) => ({ names })) };

export const languagesText = (codes: readonly string[]): Text => ({ list: codes.map(languageText) });

export function languageText(code: string): Text {
  if (code === 'qinghai' || code === 'tibetan') return text(`language.${code}`);
  return text('language.putonghua');
}

export const hoursText = ({ hours }: Pick<ProfileView, 'hours'>): Text =>
  hours.length === 0 ? text('roster.any_time') : { list: grouped(hours).map(groupText) };

export const areasText = ({ areas }: Pick<ProfileView, 'areas'>): Text =>
  areas.length === 0 ? text('roster.everywhere') : namesText(areas.map(({ names }) => names));

const groupText = ({ first, last, spans }: DayGroup): Text =>
  text('roster.days_at', {
    days:
      first === last ? weekdayText(first) : text('roster.days', { first: weekdayText(first), last: weekdayText(last) }),
    times: { list: spans.map(spanText) },
  });

const dayKeys = [1, 2, 3, 4, 5, 6, 7] as const;
export const weekdayText = (day: number): Text => text(`roster.weekday_${dayKeys[day - 1] ?? 1}`);

const halves: readonly Half[] = ['morning', 'afternoon', 'evening'];

function spanText({ from, until }: Span): Text {
  if (from === wholeDay.from && until === wholeDay.until) return text('roster.all_day');
  const half = halves.find((one) => workHalves[one].from === from && workHalves[one].until === until);
  return half ? text(`half.${half}`) : text('roster.from_until', { from: clockText(from), until: clockText(until) });
}
