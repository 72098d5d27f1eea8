// How a question of the order dialogue looks: the step's number over it, back and cancel under it.

import { type Choice, type Message, type Text, text } from '../../domain/message.ts';
import { residentNav, staffNav } from '../nav.ts';
import { required, type StepName, type Talk } from './talk.ts';

export function question(talk: Talk, words: Text, choices: readonly (readonly Choice[])[] = []): Message {
  return { text: heading(talk, words), choices: [...choices, talk.mode === 'own' ? residentNav : staffNav] };
}

/** Which step of how many, so that nobody wonders how long this takes. The summary is the last one. */
export function heading(talk: Talk, words: Text): Text {
  const all = required(talk).filter((name) => name !== 'phone' || !talk.knowsPhone);
  const at = talk.at === 'summary' ? all.length : all.indexOf(sameQuestion[talk.at] ?? talk.at);
  if (at < 0 || talk.home) return words;
  return { lines: [text('order.progress', { step: at + 1, steps: all.length + 1 }), words] };
}

/** Another way to answer the same question. */
const sameQuestion: Partial<Record<StepName, StepName>> = { wish: 'topic', course: 'topic', many: 'place' };
