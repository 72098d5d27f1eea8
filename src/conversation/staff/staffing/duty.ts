// 临时任务: a speaker is called away. Who, from when to when, then one list of all their talks with who comes instead, and
// one approval. Leaving the team (leave.ts) is the same without the days.

import { recalledSummary, recallPreview } from '../../../domain/cards/recall-card.ts';
import type { Outcome } from '../../../domain/commands.ts';
import type { DutyListed, Recalled } from '../../../domain/commands-staffing.ts';
import { blankLine, type Text, type TextKey, text } from '../../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, told } from '../../answers.ts';
import { choice, type Dialogue, type Facts, type Input, type Reply, type Step } from '../../dialogue.ts';
import { staffNav } from '../../nav.ts';
import { askSpan, firstDay, pickSpan, type SpanPicker, type SpanWords } from '../../pickers/span-picker.ts';
import { orderButton, orderLine } from '../order-line.ts';
import { endDutyButton } from './duty-end.ts';
import { listed, pickSpeaker, type SpeakerPicker, searching, speakerQuestion } from './duty-pick.ts';

export type Duty =
  | { readonly at: 'who'; readonly picker: SpeakerPicker }
  | {
      readonly at: 'when';
      readonly speakerId: number;
      readonly span: SpanPicker;
      /** Entered before, and not over. */
      readonly duties?: readonly DutyListed[];
    }
  | { readonly at: 'check'; readonly speakerId: number; readonly recallId?: number };

export interface DutyKind {
  readonly name: string;
  readonly ask: TextKey;
  /** Absent: from now on, for good. */
  readonly days?: SpanWords;
  readonly check: TextKey;
  readonly approve: TextKey;
  readonly tap: TextKey;
  readonly done: TextKey;
}

export const duty = createDutyDialogue({
  name: 'duty',
  ask: 'duty.ask_who',
  days: { from: 'duty.ask_from', until: 'duty.ask_until', allDay: 'duty.all_day' },
  check: 'duty.check',
  approve: 'duty.approve',
  tap: 'duty.tap',
  done: 'duty.done',
});

export function createDutyDialogue(is: DutyKind): Dialogue<Duty> {
  return {
    name: is.name,
    takesDays: ({ at }) => at === 'when',
    start: () => ({ state: { at: 'who', picker: searching() }, replies: [], command: { type: 'list-recallable' } }),
    step(duty, input, facts) {
      if (input.kind === 'choice' && input.id === 'back') return goBack(duty, facts);
      switch (duty.at) {
        case 'who':
          return takeWho(duty, input, facts);
        case 'when':
          return takeWhen(duty, input, facts);
        case 'check':
          return takeCheck(duty, input, facts);
      }
    },
    ask,
    conclude(duty, outcome, facts) {
      if (duty?.at === 'who' && outcome.type === 'list-recallable')
        return open({ at: 'who', picker: listed(duty.picker, outcome.result.speakers) }, facts);
      if (outcome.type === 'preview-recall' && duty) return previewed(duty, outcome, facts);
      return outcome.type === 'approve-recall' ? ended(approved(outcome)) : lost;
    },
  };

  function goBack(duty: Duty, facts: Facts): Step<Duty> {
    if (duty.at === 'who') return handOver('/menu');
    if (duty.at === 'check' && is.days) return open({ at: 'when', speakerId: duty.speakerId, span: firstDay }, facts);
    return duty.at === 'when' && duty.span.at === 'until'
      ? open({ ...duty, span: firstDay }, facts)
      : handOver(`/${is.name}`);
  }

  function takeWho(duty: Duty & { at: 'who' }, input: Input, facts: Facts): Step<Duty> {
    const picked = pickSpeaker(duty.picker, input);
    if (picked.kind === 'problem') return askedAgain(duty, picked.text, ask(duty, facts));
    if (picked.kind === 'look')
      return {
        state: { at: 'who', picker: picked.picker },
        replies: [],
        command: {
          type: 'list-recallable',
          ...(picked.picker.search !== undefined && { search: picked.picker.search }),
        },
      };
    const { speakerId } = picked;
    const duties = duty.picker.shown.find(({ id }) => id === speakerId)?.duties;
    if (is.days) return open({ at: 'when', speakerId, span: firstDay, ...(duties && { duties }) }, facts);
    return { state: { at: 'check', speakerId }, replies: [], command: { type: 'preview-recall', speakerId } };
  }

  function takeWhen(duty: Duty & { at: 'when' }, input: Input, facts: Facts): Step<Duty> {
    const picked = pickSpan(duty.span, input, facts);
    if (picked.kind === 'problem') return askedAgain(duty, picked.text, ask(duty, facts));
    if (picked.kind === 'stay') return open({ ...duty, span: picked.picker }, facts);
    const { speakerId } = duty;
    return { state: duty, replies: [], command: { type: 'preview-recall', speakerId, span: picked.span } };
  }

  function takeCheck(duty: Duty & { at: 'check' }, input: Input, facts: Facts): Step<Duty> {
    const { recallId } = duty;
    if (input.kind !== 'choice' || input.id !== 'approve' || recallId === undefined)
      return askedAgain(duty, text(is.tap), ask(duty, facts));
    return { state: duty, replies: [], command: { type: 'approve-recall', recallId } };
  }

  function previewed(duty: Duty, { result }: Outcome & { type: 'preview-recall' }, facts: Facts): Step<Duty> {
    if (!result.ok) {
      if (result.reason === 'not_found' || duty.at !== 'when') return ended(told(text('duty.gone')));
      return askedAgain(duty, text(result.reason === 'past' ? 'when.past_day' : 'away.reversed'), ask(duty, facts));
    }
    if (duty.at === 'who') return lost;
    const { recall } = result;
    const check: Duty = { at: 'check', speakerId: duty.speakerId, recallId: recall.id };
    const question = ask(check, facts);
    return asked(check, { ...question, text: { lines: [recallPreview(recall), blankLine, question.text] } });
  }

  function approved({ result }: Outcome & { type: 'approve-recall' }): Reply {
    if (!result.ok) return told(text(result.reason === 'done' ? 'duty.already' : 'duty.gone'));
    const { recalled } = result;
    return told(
      { lines: [text(is.done), blankLine, recalledSummary(recalled).text, skippedText(recalled)] },
      ...recalled.skipped.slice(0, 12).map((order) => orderButton(order, 'card')),
    );
  }

  function ask(duty: Duty, facts: Facts): Reply {
    switch (duty.at) {
      case 'who':
        return speakerQuestion(duty.picker, is.ask);
      case 'when':
        return is.days ? askDays(duty, facts, is.days) : told(text('chat.lost'));
      case 'check':
        return { text: text(is.check), choices: [[choice('approve', text(is.approve))], staffNav] };
    }
  }

  function open(duty: Duty, facts: Facts): Step<Duty> {
    return asked(duty, ask(duty, facts));
  }
}

function askDays({ span, duties = [] }: Duty & { at: 'when' }, facts: Facts, words: SpanWords): Reply {
  const question = askSpan(span, facts, words, staffNav);
  const ends = span.at === 'from' ? duties.map((one) => [endDutyButton(one)]) : [];
  return { ...question, choices: [...ends, ...(question.choices ?? [])] };
}

const skippedText = ({ skipped }: Recalled): Text =>
  skipped.length === 0 ? '' : { lines: [blankLine, text('duty.skipped'), ...skipped.map(orderLine)] };
