// Hands the finished draft to the services, by the command that fits who orders for whom.

import type { Command } from '../../domain/commands.ts';
import type { Facts, Step } from '../dialogue.ts';
import { formatOf, type Talk } from './talk.ts';

export function submission(talk: Talk, facts: Facts): Step<Talk> {
  const format = formatOf(talk.draft, facts);
  const draft = format ? { ...talk.draft, formatId: format.id } : talk.draft;
  return { state: talk, replies: [], command: commandFor({ ...talk, draft }) };
}

function commandFor({ mode, draft, heads }: Talk): Command {
  switch (mode) {
    case 'own':
      return { type: 'submit-order', draft };
    case 'phone':
      return { type: 'enter-order', draft };
    case 'walk_in':
      return { type: 'walk-in-order', draft };
    case 'log':
      return {
        type: 'log-talk',
        draft,
        report: { headMin: heads?.min ?? 0, headMax: heads?.max ?? 0, answered: [], owed: [] },
      };
  }
}
