// The state of a half-made order and the way through its questions. What to ask next follows from what is missing,
// so a sentence, "same as last time" and a correction all go the same way.

import type { Half } from '../../domain/calendar.ts';
import type { Draft } from '../../domain/draft.ts';
import { emptyDraft } from '../../domain/draft.ts';
import { defaultFormat, type Format, fits } from '../../domain/menu.ts';
import type { Message, Text } from '../../domain/message.ts';
import type { Facts, Input } from '../dialogue.ts';
import type { PlacePicker } from '../pickers/place-picker.ts';
import type { WhenPicker } from '../pickers/when-picker.ts';

/**
 * own: for oneself. phone: a coordinator, for somebody who called. walk_in: 现场接单, a speaker for the person in
 * front of him. log: 补录, a speaker's talk that nobody ordered.
 */
export type Mode = 'own' | 'phone' | 'walk_in' | 'log';

export type StepName =
  | 'resume'
  | 'topic'
  | 'course'
  | 'wish'
  | 'place'
  | 'many'
  | 'when'
  | 'who'
  | 'phone'
  | 'heads'
  | 'hours'
  | 'summary'
  | 'more'
  | 'format'
  | 'audience'
  | 'size'
  | 'other_times'
  | 'speaker'
  | 'language'
  | 'period'
  | 'question'
  | 'spot'
  | 'access';

export interface Talk {
  readonly mode: Mode;
  readonly draft: Draft;
  readonly at: StepName;
  /** The phone was known from the start: one question fewer. */
  readonly knowsPhone?: boolean;
  /** The questions before this one, for 返回. */
  readonly trail: readonly StepName[];
  /** Where to go once this question is answered, when it was opened from there. */
  readonly home?: 'summary' | 'more';
  readonly place?: PlacePicker;
  readonly when?: WhenPicker;
  readonly page?: number;
  /** Pasted names that fit no village, or several. */
  readonly unclear?: readonly string[];
  /** Head count reported with a 补录. */
  readonly heads?: { readonly min: number; readonly max: number };
  /** 课时 of a 补录 at a school. */
  readonly classHours?: number;
  /** What was half made the last time, while the person is asked whether to go on with it. */
  readonly parked?: Talk;
}

export type Taken =
  /** Answered: go on. */
  | { readonly kind: 'filled'; readonly talk: Talk }
  /** The same question, another page of it. */
  | { readonly kind: 'stay'; readonly talk: Talk }
  | { readonly kind: 'problem'; readonly text: Text }
  | { readonly kind: 'goto'; readonly at: StepName; readonly home?: 'summary' | 'more'; readonly talk?: Talk }
  | { readonly kind: 'submit' };

/** One question. */
export interface OrderStep {
  ask(talk: Talk, facts: Facts): Message;
  take(talk: Talk, input: Input, facts: Facts): Taken;
}

export const newTalk = (mode: Mode, draft: Draft = emptyDraft): Talk => ({ mode, draft, at: 'topic', trail: [] });

export const filled = (talk: Talk, draft: Draft): Taken => ({ kind: 'filled', talk: { ...talk, draft } });
export const problem = (text: Text): Taken => ({ kind: 'problem', text });

/** The questions that must be answered, in order. At a school, class hours count. */
export function required({ mode, draft }: Pick<Talk, 'mode' | 'draft'>): readonly StepName[] {
  const school = draft.places[0]?.schoolId !== undefined;
  if (mode === 'log') return ['topic', 'place', 'when', 'heads', ...(school ? (['hours'] as const) : [])];
  return mode === 'own' ? ['topic', 'place', 'when', 'phone'] : ['topic', 'place', 'when', 'who', 'phone'];
}

/** The first required question without an answer, or the summary. */
export const nextStep = (talk: Talk): StepName => required(talk).find((step) => isMissing(step, talk)) ?? 'summary';

function isMissing(step: StepName, { draft, heads, classHours }: Talk): boolean {
  switch (step) {
    case 'topic':
      return draft.topicId === undefined && draft.wish === undefined;
    case 'place':
      return draft.places.length === 0;
    case 'when':
      return draft.windows.length === 0;
    case 'who':
      return draft.contactName === undefined;
    case 'phone':
      return draft.phone === undefined;
    case 'heads':
      return heads === undefined;
    case 'hours':
      return classHours === undefined;
    default:
      return false;
  }
}

/** The format that was chosen, or the menu's first that fits; in a lesson, a lesson. */
export function formatOf(draft: Draft, facts: Facts): Format | undefined {
  const { formats } = facts.catalogue;
  const [place] = draft.places;
  const [window] = draft.windows;
  const lesson =
    window?.period === undefined
      ? undefined
      : formats.find((format) => format.code === 'class' && fits(format, place, window.half));
  return (
    formats.find((format) => format.id === draft.formatId) ?? lesson ?? defaultFormat(formats, place, window?.half)
  );
}

/** Whether the chosen format, if any, can be had in that half-day. */
export const halfFits =
  (draft: Draft, facts: Facts) =>
  (half: Half): boolean => {
    const format = facts.catalogue.formats.find((known) => known.id === draft.formatId);
    return !format || fits(format, draft.places[0], half);
  };

/** Takes back a format that no longer fits the place or the time. */
export function withFittingFormat(draft: Draft, facts: Facts): Draft {
  const format = facts.catalogue.formats.find((known) => known.id === draft.formatId);
  if (!format || fits(format, draft.places[0], draft.windows[0]?.half)) return draft;
  const { formatId: _, ...rest } = draft;
  return rest;
}
