// Working hours: days with one tap, then the time with another; or both in one line, 「周一至周五 8:30-12:00」.

import { type Half, halves } from '../../../domain/calendar.ts';
import { hoursText, weekdayText } from '../../../domain/cards/profile-card.ts';
import { type Text, type TextKey, text } from '../../../domain/message.ts';
import { readHours, type Span, weekdays, wholeDay, withSpans, workHalves } from '../../../domain/working-hours.ts';
import { choice } from '../../dialogue.ts';
import { rows } from '../../nav.ts';
import { edited, problem, type Section, type Showing, type Taken } from './profile-section.ts';

export const hours: Section = {
  ask(showing) {
    const { profile, days } = showing;
    if (days) {
      return {
        text: text('roster.ask_times', { days: daysText(days) }),
        choices: [
          halves.map((half) => choice(half, text(`half.${half}`))),
          [choice('daytime', text('roster.daytime')), choice('all_day', text('roster.all_day'))],
          [choice('off', text('roster.off'))],
        ],
      };
    }
    return {
      text: { lines: [text('roster.line_hours', { value: hoursText(profile) }), text('roster.ask_days')] },
      choices: [
        dayGroups.map(({ id, label }) => choice(id, text(label))),
        ...rows(
          weekdays.map((day) => choice(`day:${day}`, weekdayText(day))),
          4,
        ),
        ...(profile.hours.length > 0 ? [[choice('any', text('roster.any_time'))]] : []),
      ],
    };
  },
  take(showing, input) {
    if (input.kind === 'text') return typed(showing, input.text);
    if (input.kind !== 'choice') return problem(text('roster.tap_hours'));
    return showing.days ? takeTime(showing, showing.days, input.id) : takeDays(showing, input.id);
  },
};

const dayGroups: readonly { id: string; label: TextKey; days: readonly number[] }[] = [
  { id: 'workdays', label: 'roster.workdays', days: [1, 2, 3, 4, 5] },
  { id: 'weekend', label: 'roster.weekend', days: [6, 7] },
  { id: 'daily', label: 'roster.every_day', days: weekdays },
];

const daysText = (days: readonly number[]): Text => {
  const group = dayGroups.find((one) => one.days.length === days.length && one.days.every((day) => days.includes(day)));
  return group ? text(group.label) : { list: days.map(weekdayText) };
};

function takeDays(showing: Showing, tap: string): Taken {
  if (tap === 'any') return edited({ what: 'hours', hours: [] });
  const days = dayGroups.find(({ id }) => id === tap)?.days ?? weekdays.filter((day) => tap === `day:${day}`);
  return days.length > 0 ? { kind: 'stay', showing: { ...showing, days } } : problem(text('roster.tap_hours'));
}

function takeTime(showing: Showing, days: readonly number[], tap: string): Taken {
  const half: Half | undefined = halves.find((one) => one === tap);
  if (half) return set(showing, days, [workHalves[half]]);
  if (tap === 'daytime') return set(showing, days, [workHalves.morning, workHalves.afternoon]);
  if (tap === 'all_day') return set(showing, days, [wholeDay]);
  return tap === 'off' ? set(showing, days, []) : problem(text('roster.tap_hours'));
}

/** What is typed may name the days, the times, or both. */
function typed(showing: Showing, said: string): Taken {
  const read = readHours(said);
  if (!read) return problem(text('roster.wrong_hours'));
  const days = read.days.length > 0 ? read.days : showing.days;
  if (!days) return problem(text('roster.tap_hours'));
  if (read.spans.length > 0) return set(showing, days, read.spans);
  return read.days.length > 0 ? { kind: 'stay', showing: { ...showing, days } } : problem(text('roster.wrong_hours'));
}

function set({ profile }: Showing, days: readonly number[], spans: readonly Span[]): Taken {
  const week = withSpans(profile.hours, days, spans);
  return week ? edited({ what: 'hours', hours: week }) : problem(text('roster.no_hours'));
}
