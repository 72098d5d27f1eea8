// 待办: what waits for a decision, in one message, with 全部同意 for what can be approved without looking twice.

import { digestCard } from '../../domain/cards/coordinator-card.ts';
import type { CommandTable } from '../../domain/commands.ts';
import { text } from '../../domain/message.ts';
import { menuButton } from '../answers.ts';
import { numberFrom } from '../arguments.ts';
import { choice, type Reply } from '../dialogue.ts';
import { createErrand } from '../errand.ts';

interface Wanted {
  readonly batchNumber?: string;
}

export const queue = createErrand<Wanted>({
  name: 'queue',
  target([batch]) {
    const batchNumber = numberFrom(batch);
    if (batch === undefined) return {};
    return batchNumber === undefined ? undefined : { batchNumber };
  },
  command: (wanted) => ({ type: 'queue', ...wanted }),
  tell: (outcome, wanted) => (outcome.type === 'queue' ? digest(wanted, outcome.result) : undefined),
});

function digest(
  { batchNumber }: Wanted,
  { waiting, clean, requests, phoneTasks, unreported, team }: CommandTable['queue']['result'],
): Reply {
  const orders: Reply = waiting.length > 0 ? digestCard(waiting, clean, batchNumber) : { text: text('queue.empty') };
  const others = [
    ...(requests > 0 ? [choice('/requests', text('queue.requests', { many: requests }))] : []),
    ...(phoneTasks > 0 ? [choice('/phone_list', text('queue.phone_tasks', { many: phoneTasks }))] : []),
    ...(team > 0 ? [choice('/team', text('roster.waiting_team', { many: team }))] : []),
    ...(unreported > 0 ? [choice('/unreported', text('queue.unreported', { many: unreported }))] : []),
  ];
  return {
    ...orders,
    choices: [
      ...(orders.choices ?? []),
      ...(others.length > 0 ? [others] : []),
      ...(waiting.length > 1 ? [[choice('/plan', text('plan.title'))]] : []),
      [menuButton],
    ],
  };
}
