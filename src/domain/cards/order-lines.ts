// An order in lines, as every card shows it.

import { classMeeting, clockText } from '../calendar.ts';
import type { TalkWindow } from '../draft.ts';
import { type Text, type TextKey, text } from '../message.ts';
import type { OrderView } from '../order-view.ts';
import { languageText } from './profile-card.ts';

/** What, where, when and for whom. Lines without a value are empty and fall away. */
export function orderLines(order: OrderView): Text[] {
  return [
    text('line.topic', { value: topicText(order) }),
    optional('line.course', order.course && { names: order.course.titles }),
    text('line.place', { value: placeText(order) }),
    text('line.when', { value: whenText(order) }),
    text('line.format', { value: { names: order.format } }),
    text('line.audience', { value: audienceText(order) }),
    optional('line.language', order.language === 'putonghua' ? undefined : languageText(order.language)),
    optional('line.spot', order.spot),
    optional('line.kits', order.kits && { list: order.kits }),
  ];
}

export const topicText = ({ topic, wish }: Pick<OrderView, 'topic' | 'wish'>): Text =>
  topic ? { names: topic } : text('card.own_wish', { wish: wish ?? '—' });

export const placeText = ({ placeName, township }: OrderView): Text =>
  township && township.zh !== placeName.zh && !placeName.zh.startsWith(township.zh)
    ? text('card.place_in', { place: { names: placeName }, township: { names: township } })
    : { names: placeName };

/** The agreed time, or else the times wished for. */
export const whenText = ({ startsAt, windows }: OrderView): Text =>
  startsAt ? { instant: startsAt, style: 'day-time' } : { list: windows.map(windowText) };

export function windowText({ day, half, period, clock }: TalkWindow): Text {
  const when = { day: { day }, half: text(`half.${half}`) };
  if (period !== undefined) return text('when.lesson', { ...when, lesson: lessonText(period) });
  return clock === undefined
    ? text('when.window', when)
    : text('when.clock', { day: { day }, clock: clockText(clock) });
}

/** As it was said, before its day is known. */
export function timeText({ half, period, clock }: Omit<TalkWindow, 'day'>): Text {
  if (period !== undefined) return lessonText(period);
  return clock === undefined ? text(`half.${half}`) : clockText(clock);
}

const lessonText = (period: number): Text =>
  period === classMeeting ? text('period.class_meeting') : text('period.lesson', { period });

function audienceText({ audience, size }: OrderView): Text {
  const who = text(audienceKeys[audience] ?? 'audience.residents');
  return size === undefined ? who : { list: [who, text('size.people', { count: size })] };
}

const audienceKeys: Record<string, TextKey> = {
  residents: 'audience.residents',
  elderly: 'audience.elderly',
  pupils: 'audience.pupils',
  parents: 'audience.parents',
  workers: 'audience.workers',
};

/** A line with its value, or nothing. */
export const optional = (key: TextKey, value: Text | undefined): Text =>
  value === undefined || value === '' ? '' : text(key, { value });

export const questionLines = ({ questions }: OrderView): Text[] =>
  questions.length === 0
    ? []
    : [
        text('card.questions'),
        ...questions.map(({ text: words, state, answer }, index) =>
          text(
            state === 'owed' ? 'card.question_owed' : answer === undefined ? 'card.question' : 'card.question_answered',
            {
              number: index + 1,
              words,
              answer: answer ?? '',
            },
          ),
        ),
      ];

/** What came of the talk: heads, class hours, photos, ratings. */
export function recordLines({ record, rating }: OrderView): Text[] {
  return [
    record?.headMin !== undefined && record.headMax !== undefined
      ? text('line.heads', { value: headsText(record.headMin, record.headMax) })
      : '',
    record?.classHours === undefined ? '' : text('deliver.line_hours', { hours: record.classHours }),
    record?.photos ? text('card.photos', { count: record.photos }) : '',
    rating ? text('card.rating', { mean: rating.mean.toFixed(1), count: rating.count }) : '',
  ];
}

/** A range, or the number somebody counted. */
export const headsText = (min: number, max: number): Text =>
  min === max ? text('deliver.heads_exact', { heads: min }) : text('heads.range', { min, max });
