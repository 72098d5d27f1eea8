// The few shapes of answers that all staff dialogues share. Knows no particular dialogue.

import { type Choice, type Text, text } from '../domain/message.ts';
import { choice, type Reply, type Step } from './dialogue.ts';

export const menuButton = choice('/menu', text('menu.open'));

/** A message with its buttons one below the other, and the way back to the menu. */
export const told = (words: Text, ...choices: readonly Choice[]): Reply => ({
  text: words,
  choices: [...choices.map((button) => [button]), [menuButton]],
});

export const ended = (reply: Reply): Step<never> => ({ state: undefined, replies: [reply] });

/** A button whose numbers make no sense, or an outcome that nobody waits for. */
export const lost = ended(told(text('chat.lost')));

/** Why the input will not do, above the same question. */
export const askedAgain = <State>(state: State, why: Text, question: Reply): Step<State> => ({
  state,
  replies: [{ ...question, text: { lines: [why, question.text] } }],
});

export const asked = <State>(state: State, question: Reply): Step<State> => ({ state, replies: [question] });

/** Goes on with another dialogue, named as its button would. */
export const handOver = (line: string): Step<never> => ({
  state: undefined,
  replies: [],
  goOn: line,
});
