// The contract of a dialogue: a pure function from what was said so far and what is said now to what is
// answered, and at most one command for the services. Dialogues know no chat service, no database and no clock.

import type { LocalDay } from '../domain/calendar.ts';
import type { Command, Outcome } from '../domain/commands.ts';
import type { Draft } from '../domain/draft.ts';
import type { CoordinatorId, PersonId, SchoolId, SpeakerId } from '../domain/ids.ts';
import type { Locale } from '../domain/locale.ts';
import type { Catalogue, Place } from '../domain/menu.ts';
import type { Choice, Message } from '../domain/message.ts';
import type { Understood } from '../domain/understood.ts';

/** What the person did, with button data already taken apart. */
export type Input =
  | { readonly kind: 'text'; readonly text: string; readonly understood: Understood }
  /** A button of the question that is open now. */
  | { readonly kind: 'choice'; readonly id: string }
  | { readonly kind: 'contact'; readonly phone: string; readonly own: boolean }
  | { readonly kind: 'photo'; readonly fileId: string }
  /** Only where the dialogue takes files. The name is its sender's. */
  | { readonly kind: 'file'; readonly fileId: string; readonly name: string; readonly size?: number };

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
  /** Of the education bureau. */
  readonly bureauId?: number;
  /** A speaker who is a school's legal deputy principal, or is asked to be. */
  readonly deputy?: true;
  /** The schools that they speak for, in the public chat. */
  readonly schoolIds?: readonly SchoolId[];
  /** The person's own village or school first, then those ordered for, latest first. */
  readonly recentPlaces: readonly Place[];
  readonly lastDraft?: Draft;
}

/**
 * One answer. The ids of its buttons are bound to the question that is open now: a tap on an older one brings the
 * current question again. An id that begins with '/' is not bound: it starts something wherever it stands, just as
 * if it had been typed: '/order', '/accept 42 3'.
 */
export type Reply = Message;

export interface Step<State> {
  /** The dialogue's next state; undefined ends it. */
  readonly state: State | undefined;
  /** The first takes the place of the message whose bound button was tapped. */
  readonly replies: readonly Reply[];
  /** What the services are to do, in the transaction that keeps this step. Its outcome goes to `conclude`. */
  readonly command?: Command;
  /** What other dialogues left half made is dropped as well. */
  readonly forgets?: boolean;
  /** Hands over to another dialogue, named as its button would: '/menu'. */
  readonly goOn?: string;
}

/** How a dialogue begins. */
export interface Opening<State> {
  /** The words after the command or the unbound button's name: from outside, not to be trusted. */
  readonly args: readonly string[];
  /** The sentence that led here, where there was one. */
  readonly said?: Understood & { readonly text: string };
  /** What was left half made the last time. */
  readonly parked?: State;
  /** Another dialogue was left half made, and can be gone on with. */
  readonly halfMade?: boolean;
}

export interface Dialogue<State = unknown> {
  readonly name: string;
  /** Half-made states are kept for so many days when the person turns to something else. */
  readonly keepsDays?: number;
  /** Whether a half-made state is worth keeping. Default: always. */
  keeps?(state: State): boolean;
  /** Whether a file is an answer to the open question. Default: never, and whoever sends one is told so. */
  takesFiles?(state: State): boolean;
  /** Whether a day is asked for, so that 「今天」 is an answer and not the list of today's talks. Default: never. */
  takesDays?(state: State): boolean;
  start(opening: Opening<State>, facts: Facts): Step<State>;
  step(state: State, input: Input, facts: Facts): Step<State>;
  /** The question that is open, asked again. */
  ask(state: State, facts: Facts): Reply;
  /** What to say once the command is done. `state` is the one that came with the command. */
  conclude?(state: State | undefined, outcome: Outcome, facts: Facts): Step<State>;
}

export const choice = (id: string, label: Choice['label']): Choice => ({ id, label });
