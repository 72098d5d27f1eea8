// A plan over everything that waits, in a few words: how many have a place, what changed, and how good it is.

import type { PlanView } from '../commands-plan.ts';
import { type Message, type Text, text } from '../message.ts';

export const planCard = (plan: PlanView): Message => ({
  text: { lines: [text('plan.done'), ...planLines(plan)] },
  choices: [[{ id: '/queue', label: text('staff_menu.queue') }]],
});

export function planLines({ orders, placed, changed, objective, gap, status, seconds }: PlanView): Text[] {
  return [
    text('plan.placed', { orders, placed }),
    changed === 0 ? text('plan.unchanged') : text('plan.changed', { changed }),
    status === 'optimal'
      ? text('plan.optimal', { points: Math.round(objective), seconds: tenth(seconds) })
      : text(status === 'in_parts' ? 'plan.in_parts' : 'plan.time_limit', {
          points: Math.round(objective),
          percent: tenth(gap * 100),
          seconds: tenth(seconds),
        }),
  ];
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
