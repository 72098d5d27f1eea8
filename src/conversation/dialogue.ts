// The contract of a dialogue: a pure function from what was said so far and what is said now to what is
// answered, and at most one command for the services. Dialogues know no chat service, no database and no clock.

import type { Catalogue, Place } from '../domain/menu.ts';
import type { Command, Outcome } from '../domain/commands.ts';
import type { LocalDay } from '../domain/calendar.ts';
import type { Draft } from '../domain/draft.ts';
import type { CoordinatorId, PersonId, SpeakerId } from '../domain/ids.ts';
import type { Locale } from '../domain/locale.ts';
import type { Choice, Message } from '../domain/message.ts';
import type { Understood } from '../domain/understood.ts';

/** What the person did, with button data already taken apart. */
export type Input =
  | { readonly kind: 'text'; readonly text: string; readonly understood: Understood }
  /** A button of the question that is open now. */
  | { readonly kind: 'choice'; readonly id: string }
  | { readonly kind: 'contact'; readonly phone: string; readonly own: boolean }
  | { readonly kind: 'photo'; readonly fileId: string };

/** Loaded once per update, in the same read as the chat itself; the catalogue is shared. */
export interface Facts {
  readonly catalogue: Catalogue;
  /** Today in the team's time zone, and the minutes after midnight. */
  readonly today: LocalDay;
  readonly minutes: number;
  readonly locale: Locale;
  readonly person: PersonFacts;
}

export interface PersonFacts {
  readonly id: PersonId;
  readonly name?: string;
  readonly phone?: string;
  readonly speakerId?: SpeakerId;
  readonly coordinatorId?: CoordinatorId;
  /** The person's own village or school first, then those ordered for, latest first. */
  readonly recentPlaces: readonly Place[];
  readonly lastDraft?: Draft;
}

/**
 * One answer. `Question` marks the message whose buttons are live from now on: ids are bound to it, and a tap on an
 * older one brings the current question again. Buttons whose id begins with '/' are not bound: they start something
 * wherever they stand, e.g. '/order' or '/offer.accept 42 3'.
 */
export type Reply = Message;

export interface Step<State> {
  /** The dialogue's next state; undefined ends it. */
  readonly state: State | undefined;
  readonly replies: readonly Reply[];
  /** What the services are to do, in the transaction that keeps this step. Its outcome goes to `conclude`. */
  readonly command?: Command;
  /** True: the first reply takes the place of the message that was tapped. Default true for taps. */
  readonly replace?: boolean;
}

export interface Dialogue<State = unknown> {
  readonly name: string;
  /** Begins. `args` are the words after an unbound button's name: all strings, from outside, not to be trusted. */
  start(args: readonly string[], facts: Facts): Step<State>;
  step(state: State, input: Input, facts: Facts): Step<State>;
  /** What to say once the command is done. */
  conclude?(state: State | undefined, outcome: Outcome, facts: Facts): Step<State>;
}

export const choice = (id: string, label: Choice['label']): Choice => ({ id, label });
