// 什么时候: a day and a half-day; further times that would do as well; a school's lesson.

import { classMeeting, halfOfPeriod } from '../../domain/calendar.ts';
import { windowText } from '../../domain/cards/order-lines.ts';
import { maxWindows, type TalkWindow } from '../../domain/draft.ts';
import { text } from '../../domain/message.ts';
import { choice } from '../dialogue.ts';
import { rows } from '../nav.ts';
import { pickWhen, type WhenPicked, whenChoices, whenQuestion } from '../pickers/when-picker.ts';
import { question } from './question.ts';
import { filled, halfFits, type OrderStep, problem, type Taken, type Talk } from './talk.ts';

export const whenStep: OrderStep = {
  ask(talk, facts) {
    const picker = talk.when ?? {};
    return question(
      talk,
      whenQuestion(picker, directionOf(talk)),
      whenChoices(picker, facts, halfFits(talk.draft, facts), directionOf(talk)),
    );
  },
  take(talk, input, facts) {
    const picked = pickWhen(talk.when ?? {}, input, facts, halfFits(talk.draft, facts), directionOf(talk));
    return taken(talk, picked, (window) =>
      filled(talk, { ...talk.draft, windows: [window, ...talk.draft.windows.slice(1)] }),
    );
  },
};

/** 备选时间: up to two more. */
export const otherTimesStep: OrderStep = {
  ask(talk, facts) {
    const picker = talk.when ?? {};
    const others = talk.draft.windows.slice(1);
    const none = others.length > 0 && picker.day === undefined ? [[choice('none', text('more.no_other_times'))]] : [];
    const words = {
      lines: [text('more.ask_other_time'), ...others.map((window) => windowText(window)), whenQuestion(picker)],
    };
    return question(talk, words, [...whenChoices(picker, facts, halfFits(talk.draft, facts)), ...none]);
  },
  take(talk, input, facts) {
    const { windows } = talk.draft;
    if (input.kind === 'choice' && input.id === 'none')
      return filled(talk, { ...talk.draft, windows: windows.slice(0, 1) });
    const picked = pickWhen(talk.when ?? {}, input, facts, halfFits(talk.draft, facts));
    return taken(talk, picked, (window) => {
      if (windows.some(({ day, half }) => day === window.day && half === window.half))
        return problem(text('more.same_time'));
      // A fourth time takes the place of the last.
      return filled(talk, { ...talk.draft, windows: [...windows.slice(0, maxWindows - 1), window] });
    });
  },
};

/** 第几节课, or 班会. */
export const periodStep: OrderStep = {
  ask(talk) {
    const lessons = [1, 2, 3, 4, 5, 6, 7, 8].map((period) => choice(`p:${period}`, text('period.lesson', { period })));
    return question(talk, text('more.ask_period'), [
      ...rows(lessons, 4),
      [choice(`p:${classMeeting}`, text('period.class_meeting')), choice('none', text('more.none'))],
    ]);
  },
  take(talk, input) {
    const [first, ...others] = talk.draft.windows;
    if (!first) return { kind: 'goto', at: 'when' };
    const { period: _period, clock: _clock, ...bare } = first;
    if (input.kind === 'choice' && input.id === 'none')
      return filled(talk, { ...talk.draft, windows: [bare, ...others] });
    const period =
      input.kind === 'choice'
        ? Number(/^p:([1-9])$/.exec(input.id)?.[1])
        : input.kind === 'text'
          ? input.understood.period
          : undefined;
    if (!period) return problem(text('more.tap_period'));
    return filled(talk, { ...talk.draft, windows: [{ ...bare, half: halfOfPeriod(period), period }, ...others] });
  },
};

function taken(talk: Talk, picked: WhenPicked, done: (window: TalkWindow) => Taken): Taken {
  switch (picked.kind) {
    case 'window':
      return done(picked.window);
    case 'stay':
      return { kind: 'stay', talk: { ...talk, when: picked.picker } };
    case 'problem':
      return problem(picked.text);
  }
}

const directionOf = (talk: Talk) => (talk.mode === 'log' ? 'behind' : 'ahead');
