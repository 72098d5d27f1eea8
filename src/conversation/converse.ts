// The one door into the dialogues: routes what a person did to the dialogue that waits for it, or starts one.
// Pure. Binds buttons to the question they belong to, so that a tap on an old menu gets the current one.

import { addDays, type LocalDay } from '../domain/calendar.ts';
import type { Command, Outcome } from '../domain/commands.ts';
import { type Choice, type TextKey, text } from '../domain/message.ts';
import type { Understood } from '../domain/understood.ts';
import { choice, type Dialogue, type Facts, type Input, type Opening, type Reply, type Step } from './dialogue.ts';

/** One bot's dialogues. */
export interface Script {
  /** Command (without '/') → the dialogue that it starts. */
  readonly routes: Readonly<Record<string, Dialogue>>;
  /** Words that do what commands do, in lower case: '点单' → '/order'. */
  readonly words: Readonly<Record<string, string>>;
  /** The command for a sentence that nobody waits for. */
  fallback(said: Understood & { readonly text: string }, facts: Facts): string;
  /** Buttons for somebody who said what can't be read here while no question is open. */
  readonly offers: readonly Choice[];
  /** Whether sentences of emergency are answered with 110 (residents; staff know the number). */
  readonly answersUrgent: boolean;
}

/** What a chat remembers. `asked` numbers the question whose buttons are live. */
export interface ChatState {
  readonly asked: number;
  readonly active?: { readonly name: string; readonly data: unknown };
  readonly parked?: { readonly name: string; readonly data: unknown; readonly until: LocalDay };
}

export type Event =
  | { readonly kind: 'text'; readonly text: string; readonly understood: Understood }
  | { readonly kind: 'tap'; readonly data: string }
  | { readonly kind: 'contact'; readonly phone: string; readonly own: boolean }
  | { readonly kind: 'photo'; readonly fileId: string }
  | { readonly kind: 'file'; readonly fileId: string; readonly name: string; readonly size?: number }
  | { readonly kind: 'voice' }
  | { readonly kind: 'too_long' }
  | { readonly kind: 'other' };

export interface Turn {
  readonly state: ChatState;
  readonly replies: readonly Reply[];
  /** The first reply takes the place of the tapped message. */
  readonly replaces: boolean;
  readonly command?: Command;
  /** The dialogue that gets the command's outcome. */
  readonly issuer?: string;
}

export const freshChat: ChatState = { asked: 0 };

export function converse(script: Script, state: ChatState, event: Event, facts: Facts): Turn {
  const active = state.active && dialogueNamed(script, state.active.name);
  const step = (input: Input, replaces = false): Turn =>
    active && state.active
      ? settle(script, state, active, active.step(state.active.data, input, facts), facts, replaces)
      : begin(script, state, '/menu', facts);
  switch (event.kind) {
    case 'tap': {
      if (event.data.startsWith('/')) return begin(script, state, event.data, facts);
      const [, asked, id] = /^q([0-9a-z]+):(.*)$/s.exec(event.data) ?? [];
      if (!active || asked === undefined || Number.parseInt(asked, 36) !== state.asked)
        return again(script, state, 'chat.stale', facts);
      return id === 'cancel'
        ? begin(script, drop(state), '/menu cancelled', facts, true)
        : step({ kind: 'choice', id: id ?? '' }, true);
    }
    case 'text': {
      const said = { ...event.understood, text: event.text };
      if (said.urgent && script.answersUrgent) return { state, replies: [urgent], replaces: false };
      const line = event.text.startsWith('/')
        ? event.text
        : (own(script.words, event.text.toLowerCase()) ?? own(script.words, bareWord(event.text)));
      if (line === '/cancel') return begin(script, drop(state), '/menu cancelled', facts);
      if (line === '/back') return step({ kind: 'choice', id: 'back' });
      const isDay = said.day !== undefined && active?.takesDays?.(state.active?.data) === true;
      if (line !== undefined && !isDay) return begin(script, state, line, facts);
      return active ? step(event) : begin(script, state, script.fallback(said, facts), facts, false, said);
    }
    case 'contact':
    case 'photo':
      return step(event);
    case 'file':
      return active?.takesFiles?.(state.active?.data) ? step(event) : again(script, state, 'chat.no_file', facts);
    case 'voice':
      return again(script, state, 'chat.voice', facts);
    case 'too_long':
      return again(script, state, 'chat.too_long', facts);
    case 'other':
      return again(script, state, 'chat.not_text', facts);
  }
}

/** Only what is listed: "constructor" is a word like any other. */
const own = <Value>(of: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(of, key) ? of[key] : undefined;

/** What to say when the command that `turn` asked for is done. */
export function conclude(script: Script, turn: Turn, outcome: Outcome, facts: Facts): Turn {
  const dialogue = turn.issuer === undefined ? undefined : dialogueNamed(script, turn.issuer);
  if (!dialogue?.conclude) return turn;
  return settle(
    script,
    turn.state,
    dialogue,
    dialogue.conclude(turn.state.active?.data, outcome, facts),
    facts,
    turn.replaces,
  );
}

function begin(
  script: Script,
  state: ChatState,
  line: string,
  facts: Facts,
  replaces = false,
  said?: Opening<unknown>['said'],
): Turn {
  const [name = '', ...args] = line.slice(1).split(/\s+/);
  const dialogue = own(script.routes, name.toLowerCase());
  if (!dialogue) return again(script, state, 'chat.unknown_command', facts);
  const kept = park(script, state, facts.today);
  const waiting = kept.parked && kept.parked.until >= facts.today ? kept.parked : undefined;
  const halfMade = waiting !== undefined && waiting.name !== dialogue.name;
  const parked = halfMade ? undefined : waiting?.data;
  const opening = {
    args,
    ...(said && { said }),
    ...(parked !== undefined && { parked }),
    ...(halfMade && { halfMade }),
  };
  return settle(script, kept, dialogue, dialogue.start(opening, facts), facts, replaces);
}

/** Keeps the step's state, hands over where it asks for that, and binds the buttons. */
function settle(
  script: Script,
  state: ChatState,
  dialogue: Dialogue,
  step: Step<unknown>,
  facts: Facts,
  replaces: boolean,
): Turn {
  const { active: _, parked, ...rest } = state;
  const resumed = parked?.name === dialogue.name || step.forgets ? undefined : parked;
  const next: ChatState = {
    ...rest,
    ...(resumed && { parked: resumed }),
    ...(step.state !== undefined && { active: { name: dialogue.name, data: step.state } }),
  };
  if (step.goOn !== undefined) {
    const turn = begin(script, next, step.goOn, facts, replaces && step.replies.length === 0);
    return { ...turn, replies: [...step.replies, ...turn.replies], replaces };
  }
  const asked = next.asked + 1;
  return {
    state: { ...next, asked },
    replies: step.replies.map((reply) => bind(reply, asked)),
    replaces,
    ...(step.command && { command: step.command, issuer: dialogue.name }),
  };
}

/** The open question once more, under a word of why; the main menu where none is open. */
function again(script: Script, state: ChatState, why: TextKey, facts: Facts): Turn {
  const active = state.active && dialogueNamed(script, state.active.name);
  const reply =
    active && state.active
      ? bind(active.ask(state.active.data, facts), state.asked)
      : { text: '', choices: [script.offers] };
  return { state, replies: [{ ...reply, text: { lines: [text(why), active ? reply.text : ''] } }], replaces: false };
}

function park(script: Script, state: ChatState, today: LocalDay): ChatState {
  const dialogue = state.active && dialogueNamed(script, state.active.name);
  const days = dialogue?.keepsDays;
  if (!state.active || !days || dialogue.keeps?.(state.active.data) === false) return state;
  return { asked: state.asked, parked: { ...state.active, until: addDays(today, days) } };
}

/** Ends what is open. What was parked stays, unless it is all there is to cancel. */
const drop = ({ asked, active, parked }: ChatState): ChatState => ({ asked, ...(active && parked && { parked }) });

const dialogueNamed = (script: Script, name: string): Dialogue | undefined =>
  Object.values(script.routes).find((dialogue) => dialogue.name === name);

function bind(reply: Reply, asked: number): Reply {
  if (!reply.choices) return reply;
  const choices = reply.choices.map((row) =>
    row.map(({ id, label }) => choice(id.startsWith('/') ? id : `q${asked.toString(36)}:${id}`, label)),
  );
  return { ...reply, choices };
}

/** A button's label may come back as text: 「⬅️ 返回」 is 返回. */
const bareWord = (text: string): string => text.toLowerCase().replace(/^[^\p{L}\p{N}]+|[\s。.!！,，~～]+$/gu, '');

const urgent: Reply = { text: text('chat.urgent'), choices: [[choice('/callback', text('menu.callback'))]] };
