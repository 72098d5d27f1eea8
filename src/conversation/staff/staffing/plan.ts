// 重新排班: how the last plan over everything that waits went, and a new one on demand.

import { planLines } from '../../../domain/cards/plan-card.ts';
import { text } from '../../../domain/message.ts';
import { told } from '../../answers.ts';
import { choice } from '../../dialogue.ts';
import { createErrand } from '../../errand.ts';

export const plan = createErrand({
  name: 'plan',
  target: () => ({}),
  command: () => ({ type: 'show-plan' }),
  tell(outcome) {
    if (outcome.type !== 'show-plan') return undefined;
    const { last } = outcome.result;
    const lines = last
      ? [
          last.at === undefined ? '' : text('plan.last', { at: { instant: last.at, style: 'day-time' } }),
          ...planLines(last),
        ]
      : [text('plan.none')];
    return told(
      { lines: [text('plan.title'), ...lines, text('plan.what')] },
      choice('/replan', text('plan.run')),
      choice('/kits', text('kits.title')),
      choice('/queue', text('staff_menu.queue')),
    );
  },
});

export const replan = createErrand({
  name: 'replan',
  target: () => ({}),
  command: () => ({ type: 'run-plan' }),
  tell: (outcome) => (outcome.type === 'run-plan' ? told(text('plan.begun')) : undefined),
});
