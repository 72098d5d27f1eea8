// 临时任务 called off, by one tap on the list that asks for the days of a new one (duty.ts).

import { spanText } from '../../../domain/cards/recall-card.ts';
import type { DutyListed } from '../../../domain/commands-staffing.ts';
import { type Choice, text } from '../../../domain/message.ts';
import { told } from '../../answers.ts';
import { idFrom } from '../../arguments.ts';
import { choice } from '../../dialogue.ts';
import { createErrand } from '../../errand.ts';

export const endDutyButton = (duty: DutyListed): Choice =>
  choice(`/end_duty ${duty.id}`, text('duty.end', { span: spanText(duty) }));

export const endDuty = createErrand({
  name: 'end_duty',
  target: ([id]) => idFrom(id),
  command: (awayId) => ({ type: 'end-duty', awayId }),
  tell(outcome) {
    if (outcome.type !== 'end-duty') return undefined;
    const { result } = outcome;
    if (!result.ok) return told(text('duty.gone'));
    return told(text('duty.ended', { name: result.speaker, span: spanText(result.span) }));
  },
});
