// 改时间: another day and half-day for an order, seen once more before it is done: whoever had agreed is asked anew.

import type { Half } from '../../domain/calendar.ts';
import { windowText } from '../../domain/cards/order-lines.ts';
import type { TalkWindow } from '../../domain/draft.ts';
import type { FormatId } from '../../domain/ids.ts';
import { fits, type Place } from '../../domain/menu.ts';
import { text } from '../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost } from '../answers.ts';
import { type OrderTarget, targetFrom } from '../arguments.ts';
import { choice, type Dialogue, type Facts, type Input, type Reply } from '../dialogue.ts';
import { residentNav } from '../nav.ts';
import { pickWhen, type WhenPicker, whenChoices, whenQuestion } from '../pickers/when-picker.ts';
import { changed, isOpen, notFound, tellActed, tooLate } from './acted.ts';

interface Moving extends OrderTarget {
  readonly when: WhenPicker;
  readonly window?: TalkWindow;
  readonly place?: Place;
  readonly formatId?: FormatId;
  /** A speaker has agreed, and has to be asked anew. */
  readonly agreed?: boolean;
}

export const moveOrder: Dialogue<Moving> = {
  name: 'move',
  start({ args }) {
    const target = targetFrom(args);
    if (!target) return lost;
    return { state: { ...target, when: {} }, replies: [], command: { type: 'show-order', orderId: target.orderId } };
  },
  step(moving, input, facts) {
    if (input.kind === 'choice' && input.id === 'back') return goBack(moving, facts);
    const { orderId, version, window } = moving;
    if (window) {
      if (input.kind === 'choice' && input.id === 'yes')
        return { state: moving, replies: [], command: { type: 'move-order', orderId, version, window } };
      if (!namesTime(input)) return askedAgain(moving, text('more.tap'), ask(moving, facts));
    }
    const picked = pickWhen(window ? pickerAt(window) : moving.when, input, facts, fitting(moving, facts));
    switch (picked.kind) {
      case 'window':
        return again({ ...moving, when: {}, window: picked.window }, facts);
      case 'stay':
        return again(withoutWindow({ ...moving, when: picked.picker }), facts);
      case 'problem':
        return askedAgain(moving, picked.text, ask(moving, facts));
    }
  },
  ask,
  conclude(moving, outcome, facts) {
    if (!moving) return lost;
    if (outcome.type === 'show-order') {
      const { order } = outcome.result;
      if (!order) return ended(notFound);
      if (!isOpen(order.state)) return ended(tooLate(order));
      // The person has just been shown the order as it is: its version is the one to be moved.
      const { place, version, formatId } = order;
      return again({ ...moving, version, place, formatId, agreed: order.state === 'confirmed' }, facts);
    }
    if (outcome.type !== 'move-order') return lost;
    const { result } = outcome;
    if (!result.ok && result.reason === 'past') {
      const anew = withoutWindow({ ...moving, when: {} });
      return askedAgain(anew, text('when.past'), ask(anew, facts));
    }
    if (!result.ok && result.reason === 'already' && isOpen(result.order.state)) {
      const now = { ...moving, version: result.order.version, agreed: result.order.state === 'confirmed' };
      return askedAgain(now, changed(result.order), ask(now, facts));
    }
    return ended(tellActed(result, text('my.moved')));
  },
};

function ask({ when, window, agreed, ...moving }: Moving, facts: Facts): Reply {
  if (!window)
    return { text: whenQuestion(when), choices: [...whenChoices(when, facts, fitting(moving, facts)), residentNav] };
  return {
    text: { lines: [text('my.ask_move', { when: windowText(window) }), agreed ? text('my.move_agreed') : ''] },
    choices: [[choice('yes', text('my.move_yes'))], residentNav],
  };
}

function goBack(moving: Moving, facts: Facts) {
  if (moving.window || moving.when.day !== undefined) return again(withoutWindow({ ...moving, when: {} }), facts);
  return handOver(`/my ${moving.orderId}`);
}

const fitting =
  ({ formatId, place }: Pick<Moving, 'formatId' | 'place'>, { catalogue }: Facts) =>
  (half: Half): boolean => {
    const format = catalogue.formats.find(({ id }) => id === formatId);
    return !format || fits(format, place, half);
  };

/** 「四点」 or 「周五」, said of a time that is shown: what is not named stays. */
const pickerAt = ({ day, ...said }: TalkWindow): WhenPicker => ({ day, said });
const namesTime = (input: Input): boolean =>
  input.kind === 'text' && [input.understood.day ?? input.understood.pastDay, input.understood.half].some(Boolean);

const again = (moving: Moving, facts: Facts) => asked(moving, ask(moving, facts));
const withoutWindow = ({ window: _, ...moving }: Moving): Moving => moving;
