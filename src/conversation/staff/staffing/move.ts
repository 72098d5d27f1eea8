// 换人, the choice: gives the talk to one speaker. Where something speaks against them, a reason is asked for in words.

import { maxNote, type SoftCode } from '../../../domain/commands-staffing.ts';
import { text } from '../../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, told } from '../../answers.ts';
import { idFrom, type OrderTarget, targetFrom } from '../../arguments.ts';
import { choice, type Dialogue, type Reply } from '../../dialogue.ts';
import { staffNav } from '../../nav.ts';
import { lookButton, notDone, notFreeText } from '../acted.ts';

interface Move extends OrderTarget {
  readonly speakerId: number;
  readonly anyTime: boolean;
  /** What the reason is asked for. */
  readonly soft: readonly SoftCode[];
}

export const move: Dialogue<Move> = {
  name: 'assign',
  start({ args }) {
    const target = targetFrom(args);
    const speakerId = idFrom(args[2]);
    if (!target || speakerId === undefined) return lost;
    const state: Move = { ...target, speakerId, anyTime: args[3] === anyTimeWord, soft: [] };
    return { state, replies: [], command: commandFor(state) };
  },
  step(state, input) {
    if (input.kind === 'choice' && input.id === 'back') return handOver(`/reassign ${state.orderId}`);
    const note = input.kind === 'text' ? input.text.trim() : '';
    if (note === '') return askedAgain(state, text('free_text.type'), ask(state));
    if ([...note].length > maxNote) return askedAgain(state, text('text.too_long', { most: maxNote }), ask(state));
    return { state, replies: [], command: { ...commandFor(state), note } };
  },
  ask,
  conclude(state, outcome) {
    if (outcome.type !== 'assign' || !state) return lost;
    const { result } = outcome;
    if (result.ok) {
      const { order } = result;
      return ended(
        told(text('move.done', { number: order.number, name: order.speaker?.name ?? '—' }), lookButton(order, 'card')),
      );
    }
    if (result.reason === 'note_needed') {
      const next = { ...state, soft: result.soft };
      return asked(next, ask(next));
    }
    if (result.reason !== 'not_free') return ended(notDone(result, 'card'));
    const { order } = result;
    return ended(
      told(notFreeText(result), choice(`/reassign ${order.id}`, text('card.reassign')), lookButton(order, 'card')),
    );
  },
};

/** The fourth word of the command, where another time than the agreed one may be taken. */
export const anyTimeWord = 'any';

const commandFor = ({ orderId, version, speakerId, anyTime }: Move) =>
  ({ type: 'assign', orderId, version, speakerId, anyTime }) as const;

function ask({ soft }: Move): Reply {
  const against = { list: soft.map((code) => text(`move.soft_${code}`)) };
  return { text: text('move.ask_note', { against, most: maxNote }), choices: [staffNav] };
}
