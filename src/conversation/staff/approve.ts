// 同意派单 and 全部同意. The services put the outcome on every copy of the card.

import type { SoftCode } from '../../domain/commands-staffing.ts';
import { type Text, text } from '../../domain/message.ts';
import { told } from '../answers.ts';
import { idFrom, numberFrom, targetFrom } from '../arguments.ts';
import { choice } from '../dialogue.ts';
import { createErrand } from '../errand.ts';
import { lookButton, notDone, notFreeText } from './acted.ts';

/** With a third number: that speaker in place of the proposed one. */
export const approve = createErrand({
  name: 'approve',
  target(args) {
    const target = targetFrom(args);
    const speakerId = idFrom(args[2]);
    if (!target || (args[2] !== undefined && speakerId === undefined)) return undefined;
    return { ...target, ...(speakerId !== undefined && { speakerId }) };
  },
  command: (target) => ({ type: 'approve', ...target }),
  tell(outcome) {
    if (outcome.type !== 'approve') return undefined;
    const { result } = outcome;
    if (result.ok) return told(text('approve.done', { number: result.order.number }));
    if (result.reason !== 'not_free' && result.reason !== 'note_needed') return notDone(result, 'card');
    const { order } = result;
    const why: Text = result.reason === 'not_free' ? notFreeText(result) : { lines: result.soft.map(softText) };
    return told(why, choice(`/reassign ${order.id}`, text('card.reassign')), lookButton(order, 'card'));
  },
});

const softText = (code: SoftCode): Text => text('card.warning', { warning: text(`move.soft_${code}`) });

export const approveAll = createErrand({
  name: 'approve_all',
  target([batch]) {
    const batchNumber = numberFrom(batch);
    if (batch !== undefined && batchNumber === undefined) return undefined;
    return batchNumber === undefined ? {} : { batchNumber };
  },
  command: (target) => ({ type: 'approve-all', ...target }),
  tell(outcome) {
    if (outcome.type !== 'approve-all') return undefined;
    const { approved, left } = outcome.result;
    const words =
      approved.length > 0
        ? text('approve_all.done', { many: approved.length, numbers: { list: approved } })
        : text('approve_all.none');
    const shown = left.slice(0, mostShown);
    const kept = shown.map(({ number, rules }) =>
      text('approve_all.left', { number, rules: { list: rules.map((rule) => text(`rule.${rule}`)) } }),
    );
    const more = left.length > mostShown ? [text('approve_all.more', { many: left.length - mostShown })] : [];
    return told(
      { lines: [words, ...kept, ...more] },
      ...shown.map(({ number }) => choice(`/order ${number}`, text('staff.look', { number }))),
      choice('/queue', text('staff_menu.queue')),
    );
  },
});

const mostShown = 8;
