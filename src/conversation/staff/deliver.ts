// 讲完了: how many came, the class hours at a school, which questions were answered. Asks only what the order needs.

import type { Result } from '../../domain/commands.ts';
import type { TalkReport } from '../../domain/commands-speaker.ts';
import type { QuestionId } from '../../domain/ids.ts';
import { type Text, text } from '../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, menuButton, told } from '../answers.ts';
import { type OrderTarget, targetFrom } from '../arguments.ts';
import { choice, type Dialogue, type Input, type Reply, type Step } from '../dialogue.ts';
import { staffNav } from '../nav.ts';
import { headChoices, headsFrom, hoursChoices, hoursFrom } from '../order/step-contact.ts';
import { lookButton, notDone, whatHappened } from './acted.ts';
import { afterDelivery } from './after-delivery.ts';

type StepName = 'heads' | 'hours' | 'questions' | 'check';

interface Delivery extends OrderTarget {
  readonly at: StepName;
  readonly steps: readonly StepName[];
  readonly questions: readonly { readonly id: QuestionId; readonly text: string }[];
  readonly answered: readonly QuestionId[];
  readonly heads?: { readonly min: number; readonly max: number };
  readonly classHours?: number;
}

/** Until the order is read there is no question to ask. */
type State = Delivery | OrderTarget;

export const deliver: Dialogue<State> = {
  name: 'deliver',
  start({ args }) {
    const target = targetFrom(args);
    return target ? { state: target, replies: [], command: { type: 'show-talk', orderId: target.orderId } } : lost;
  },
  step(state, input) {
    if (!('at' in state)) return lost;
    return input.kind === 'choice' && input.id === 'back' ? goBack(state) : take(state, input);
  },
  ask: (state) => ('at' in state ? ask(state) : told(text('chat.lost'))),
  conclude(state, outcome) {
    if (outcome.type === 'show-talk') return opened(outcome.result);
    if (outcome.type !== 'deliver' || !state) return lost;
    const { result } = outcome;
    if (result.ok) {
      const { id, number } = result.order;
      return ended({ text: text('deliver.done', { number }), choices: [...afterDelivery(id), [menuButton]] });
    }
    if (result.reason === 'too_early') return ended(told(text('deliver.too_early')));
    return ended(notDone(result, 'talk'));
  },
};

/** The order as it is now decides, not the button, which may be from before a small change. */
function opened({ order, ahead }: Result<'show-talk'>): Step<State> {
  if (!order) return ended(told(text('staff.not_found')));
  if (order.state !== 'confirmed') return ended(told(whatHappened(order), lookButton(order, 'talk')));
  if (ahead) return ended(told(text('deliver.too_early'), lookButton(order, 'talk')));
  const questions = order.questions
    .filter(({ state }) => state !== 'answered')
    .map(({ id, text: words }) => ({ id, text: words }));
  const steps: StepName[] = [
    'heads',
    ...(order.place.schoolId !== undefined ? (['hours'] as const) : []),
    ...(questions.length > 0 ? (['questions'] as const) : []),
    'check',
  ];
  return open({ orderId: order.id, version: order.version, at: 'heads', steps, questions, answered: [] });
}

const open = (delivery: Delivery): Step<State> => asked(delivery, ask(delivery));
const goOn = (delivery: Delivery): Step<State> =>
  open({ ...delivery, at: delivery.steps[delivery.steps.indexOf(delivery.at) + 1] ?? 'check' });

function goBack(delivery: Delivery): Step<State> {
  const before = delivery.steps[delivery.steps.indexOf(delivery.at) - 1];
  return before ? open({ ...delivery, at: before }) : handOver(`/talk ${delivery.orderId}`);
}

function take(delivery: Delivery, input: Input): Step<State> {
  switch (delivery.at) {
    case 'heads': {
      const heads = headsFrom(input);
      return heads ? goOn({ ...delivery, heads }) : askedAgain(delivery, text('heads.wrong'), ask(delivery));
    }
    case 'hours': {
      const classHours = hoursFrom(input);
      return classHours === undefined
        ? askedAgain(delivery, text('deliver.wrong_hours'), ask(delivery))
        : goOn({ ...delivery, classHours });
    }
    case 'questions':
      return takeQuestions(delivery, input);
    case 'check':
      if (input.kind !== 'choice' || input.id !== 'send')
        return askedAgain(delivery, text('deliver.tap_send'), ask(delivery));
      return {
        state: delivery,
        replies: [],
        command: { type: 'deliver', orderId: delivery.orderId, version: delivery.version, report: reportOf(delivery) },
      };
  }
}

function takeQuestions(delivery: Delivery, input: Input): Step<State> {
  const { answered, questions } = delivery;
  if (input.kind === 'choice' && input.id === 'all')
    return goOn({ ...delivery, answered: questions.map(({ id }) => id) });
  if (input.kind === 'choice' && input.id === 'next') return goOn(delivery);
  const ticked = questions.find(({ id }) => input.kind === 'choice' && input.id === `q:${id}`);
  if (!ticked) return askedAgain(delivery, text('deliver.tap_questions'), ask(delivery));
  const others = answered.filter((id) => id !== ticked.id);
  return open({ ...delivery, answered: others.length < answered.length ? others : [...answered, ticked.id] });
}

function reportOf({ heads, classHours, questions, answered }: Delivery): TalkReport {
  const owed = questions.map(({ id }) => id).filter((id) => !answered.includes(id));
  return {
    headMin: heads?.min ?? 0,
    headMax: heads?.max ?? 0,
    ...(classHours !== undefined && { classHours }),
    answered,
    owed,
  };
}

function ask(delivery: Delivery): Reply {
  switch (delivery.at) {
    case 'heads':
      return { text: text('heads.ask'), choices: [...headChoices(), staffNav] };
    case 'hours':
      return {
        text: text('deliver.ask_hours'),
        choices: [...hoursChoices(), staffNav],
      };
    case 'questions': {
      const { questions, answered } = delivery;
      const ticks = questions.map(({ id }, at) =>
        choice(`q:${id}`, text(answered.includes(id) ? 'deliver.ticked' : 'deliver.unticked', { position: at + 1 })),
      );
      return {
        text: { lines: [text('deliver.ask_questions'), ...questions.map(questionText)] },
        choices: [ticks, [choice('all', text('deliver.all_answered')), choice('next', text('deliver.next'))], staffNav],
      };
    }
    case 'check':
      return { text: check(delivery), choices: [[choice('send', text('deliver.send'))], staffNav] };
  }
}

const questionText = ({ text: words }: { readonly text: string }, at: number): Text =>
  text('deliver.question', { position: at + 1, words });

function check(delivery: Delivery): Text {
  const { heads, classHours, questions, answered } = delivery;
  const { min = 0, max = 0 } = heads ?? {};
  return {
    lines: [
      text('deliver.check'),
      text('line.heads', {
        value: min === max ? text('deliver.heads_exact', { heads: min }) : text('heads.range', { min, max }),
      }),
      classHours === undefined ? '' : text('deliver.line_hours', { hours: classHours }),
      questions.length === 0
        ? ''
        : text('deliver.line_questions', { answered: answered.length, owed: questions.length - answered.length }),
    ],
  };
}
