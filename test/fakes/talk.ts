// Plays a conversation with a script, without database or channel: says, taps, and hands over the outcomes that the
// services would give. What the script answers is read in zh-CN (or the facts' language).

import {
  type ChatState,
  conclude,
  converse,
  type Event,
  freshChat,
  type Script,
  type Turn,
} from '../../src/conversation/converse.ts';
import type { Facts, Reply } from '../../src/conversation/dialogue.ts';
import type { Command, Outcome } from '../../src/domain/commands.ts';
import { createTranslator } from '../../src/i18n/translator.ts';
import { understand } from '../../src/understanding/understand.ts';
import { catalogue } from './catalogue.ts';

export interface Player {
  says(text: string): Player;
  /** The newest button with that label; a part of the label is enough. */
  taps(label: string): Player;
  /** A button by its data, as an old or forged one would come. */
  tapsData(data: string): Player;
  shares(phone: string, own?: boolean): Player;
  sendsPhoto(fileId: string): Player;
  sendsFile(name: string, size?: number): Player;
  sends(event: Event): Player;
  /** What the services made of the last command. */
  gets(outcome: Outcome): Player;
  /** Goes on with other facts: another day, another role. */
  with(changes: Partial<Facts>): Player;
  /** The last turn's answers as words. */
  readonly words: string;
  /** The labels of the last turn's buttons. */
  readonly buttons: readonly string[];
  readonly replies: readonly Reply[];
  /** The last turn's command, as long as no outcome was given. */
  readonly command: Command | undefined;
  readonly state: ChatState;
}

/** A Monday, 9:00. */
export const someFacts: Facts = {
  catalogue,
  today: '2026-11-23',
  minutes: 9 * 60,
  locale: 'zh-CN',
  person: { id: 1, recentPlaces: [] },
};

/** One for all: to make one is a hundred times the work of a turn. */
let today = someFacts.today;
const translator = createTranslator({ timeZone: 'Asia/Shanghai', today: () => today });

export function play(script: Script, given: Facts): Player {
  let facts = given;
  let turn: Turn = { state: freshChat, replies: [], replaces: false };
  const shown: Reply[] = [];
  /** Every button that was ever shown is looked through at every tap. */
  let rendered = new WeakMap<object, string>();
  const word = (text: Reply['text']): string => {
    if (typeof text === 'string') return text;
    today = facts.today;
    const words = rendered.get(text) ?? translator.text(text, facts.locale);
    rendered.set(text, words);
    return words;
  };
  const buttonsOf = (replies: readonly Reply[]) => replies.flatMap(({ choices = [] }) => choices.flat());

  const take = (next: Turn): Player => {
    // The chat's state goes through the database between two turns.
    turn = { ...next, state: JSON.parse(JSON.stringify(next.state)) };
    shown.push(...next.replies);
    return player;
  };
  const send = (event: Event): Player => take(converse(script, turn.state, event, facts));

  const player: Player = {
    says: (text) => send({ kind: 'text', text, understood: understand(text, facts) }),
    taps(label) {
      const all = buttonsOf([...shown].reverse());
      const found =
        all.find((button) => word(button.label) === label) ?? all.find((button) => word(button.label).includes(label));
      if (!found) throw new Error(`no button "${label}" among ${all.map((button) => word(button.label)).join(', ')}`);
      return send({ kind: 'tap', data: found.id });
    },
    tapsData: (data) => send({ kind: 'tap', data }),
    shares: (phone, own = true) => send({ kind: 'contact', phone, own }),
    sendsPhoto: (fileId) => send({ kind: 'photo', fileId }),
    sendsFile: (name, size = 1000) => send({ kind: 'file', fileId: 'file-1', name, size }),
    sends: send,
    gets(outcome) {
      if (turn.command?.type !== outcome.type)
        throw new Error(`waits for ${turn.command?.type ?? 'no command'}, got ${outcome.type}`);
      const { command: _, ...done } = conclude(script, turn, outcome, facts);
      return take(done);
    },
    with(changes) {
      facts = { ...facts, ...changes };
      rendered = new WeakMap();
      return player;
    },
    get words() {
      return turn.replies.map(({ text }) => word(text)).join('\n\n');
    },
    get buttons() {
      return buttonsOf(turn.replies).map(({ label }) => word(label));
    },
    get replies() {
      return turn.replies;
    },
    get command() {
      return turn.command;
    },
    get state() {
      return turn.state;
    },
  };
  return player;
}
