// The questions about a speaker to be: for somebody who applies, and for a coordinator who adds somebody. Knows neither
// who asks nor what becomes of the answers.

import { isName, type JoinedBy, type SpeakerKind } from '../domain/commands-roster.ts';
import type { AreaId } from '../domain/ids.ts';
import type { Language } from '../domain/menu.ts';
import { type Choice, type Message, type Text, type TextKey, text } from '../domain/message.ts';
import { asked, askedAgain, handOver } from './answers.ts';
import { choice, type Facts, type Input, type Reply, type Step } from './dialogue.ts';
import { questions } from './speaker-questions.ts';

export type FormStep = 'kind' | 'joined' | 'area' | 'topics' | 'languages' | 'name' | 'phone' | 'about';

export interface SpeakerForm {
  readonly at: FormStep | 'summary';
  readonly kind?: SpeakerKind;
  readonly joinedBy?: JoinedBy;
  readonly areaId?: AreaId;
  readonly topicIds: readonly number[];
  readonly languages: readonly Language[];
  readonly name?: string;
  readonly phone?: string;
  readonly about?: string;
  /** The page of a long list. */
  readonly page?: number;
}

/** Whose form it is: which questions, in which words. */
export interface FormSpec {
  readonly steps: readonly FormStep[];
  readonly kinds: readonly SpeakerKind[];
  /** The person's own name and number are asked for, and must be there. */
  readonly own: boolean;
  readonly nav: readonly Choice[];
  /** Where 返回 leads from the first question. */
  readonly home: string;
  readonly submit: TextKey;
  /** The form as it will be sent. */
  summary(form: SpeakerForm, facts: Facts): Text;
  /** Undefined while something is missing. */
  send(form: SpeakerForm): Step<SpeakerForm> | undefined;
}

export interface Question {
  /** Without navigation. */
  ask(form: SpeakerForm, facts: Facts, spec: FormSpec): Message;
  /** The form with the answer; the same question again, with the tick; or why it will not do. */
  take(form: SpeakerForm, input: Input, facts: Facts, spec: FormSpec): Answer;
}

export type Answer =
  | { readonly kind: 'filled'; readonly form: SpeakerForm }
  | { readonly kind: 'stay'; readonly form: SpeakerForm }
  | { readonly kind: 'problem'; readonly text: Text };

export const emptyForm = (spec: FormSpec): SpeakerForm => ({
  at: spec.steps[0] ?? 'summary',
  topicIds: [],
  languages: ['putonghua'],
});

export function stepForm(spec: FormSpec, form: SpeakerForm, input: Input, facts: Facts): Step<SpeakerForm> {
  if (input.kind === 'choice' && input.id === 'back') return goBack(spec, form, facts);
  if (form.at === 'summary') return submit(spec, form, input, facts);
  const answer = questions[form.at].take(form, input, facts, spec);
  switch (answer.kind) {
    case 'filled': {
      const next = goTo(answer.form, stepAfter(spec, form.at));
      const shared = form.at === 'phone' && asksContact(spec, form, facts);
      const noted: readonly Reply[] = shared ? [{ text: text('phone.noted'), contact: 'remove' }] : [];
      return { state: next, replies: [...noted, askForm(spec, next, facts)] };
    }
    case 'stay':
      return asked(answer.form, askForm(spec, answer.form, facts));
    case 'problem':
      return askedAgain(form, answer.text, askForm(spec, form, facts));
  }
}

export function askForm(spec: FormSpec, form: SpeakerForm, facts: Facts): Reply {
  if (form.at === 'summary')
    return {
      text: spec.summary(form, facts),
      choices: [[choice('submit', text(spec.submit))], spec.nav],
    };
  const question = questions[form.at].ask(form, facts, spec);
  const progress = text('order.progress', { step: spec.steps.indexOf(form.at) + 1, steps: spec.steps.length + 1 });
  return {
    ...question,
    text: { lines: [progress, question.text] },
    choices: [...(question.choices ?? []), spec.nav],
  };
}

/** The same form at another question. */
export function goTo({ page: _, ...form }: SpeakerForm, at: SpeakerForm['at']): SpeakerForm {
  return { ...form, at };
}

export const isComplete = ({ kind, areaId, topicIds, languages, name }: SpeakerForm): boolean =>
  kind !== undefined &&
  areaId !== undefined &&
  topicIds.length > 0 &&
  languages.length > 0 &&
  name !== undefined &&
  isName(name);

const asksContact = (spec: FormSpec, form: SpeakerForm, facts: Facts): boolean =>
  questions.phone.ask(form, facts, spec).contact === 'ask';

const stepAfter = ({ steps }: FormSpec, at: FormStep): SpeakerForm['at'] => steps[steps.indexOf(at) + 1] ?? 'summary';

function submit(spec: FormSpec, form: SpeakerForm, input: Input, facts: Facts): Step<SpeakerForm> {
  const sent = input.kind === 'choice' && input.id === 'submit' ? spec.send(form) : undefined;
  return sent ?? askedAgain(form, text('roster.tap_submit'), askForm(spec, form, facts));
}

function goBack(spec: FormSpec, form: SpeakerForm, facts: Facts): Step<SpeakerForm> {
  const { steps } = spec;
  const before = form.at === 'summary' ? steps.at(-1) : steps[steps.indexOf(form.at) - 1];
  if (before === undefined) return handOver(spec.home);
  const earlier = goTo(form, before);
  return asked(earlier, askForm(spec, earlier, facts));
}
