// 自荐 for coordinators: what waits in their area, accepting with the topics that are granted, and turning down.

import { applicationCard, settledApplication } from '../../../domain/cards/application-card.ts';
import { kindText } from '../../../domain/cards/profile-card.ts';
import type { Outcome } from '../../../domain/commands.ts';
import type { ApplicationView } from '../../../domain/commands-roster.ts';
import { type Text, text } from '../../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, menuButton, told } from '../../answers.ts';
import { idFrom } from '../../arguments.ts';
import { choice, type Dialogue, type Facts, type Reply, type Step } from '../../dialogue.ts';
import { createErrand } from '../../errand.ts';
import { rows, staffNav } from '../../nav.ts';
import { pageFrom, pageOf } from '../../pages.ts';
import { type TickOption, type TickPicker, takeTick, tickChoices } from '../../pickers/tick-picker.ts';

const allButton = choice('/applications', text('roster.applications'));

export const applications = createErrand({
  name: 'applications',
  target: ([page]) => ({ page: pageFrom(page) }),
  command: () => ({ type: 'list-applications' }),
  tell(outcome, { page }) {
    if (outcome.type !== 'list-applications') return undefined;
    const all = outcome.result.applications;
    if (all.length === 0) return told(text('roster.no_applications'), choice('/team', text('roster.team')));
    const { shown, turn } = pageOf(all, page, pageSize, (at) => `/applications ${at}`);
    return {
      text: { lines: [text('roster.applications_title', { many: all.length }), ...shown.map(line)] },
      choices: [
        ...rows(
          shown.map(({ id, name = '—' }) => choice(`/application ${id}`, name)),
          2,
        ),
        ...turn,
        [menuButton],
      ],
    };
  },
});

export const application = createErrand({
  name: 'application',
  target: ([id]) => idFrom(id),
  command: (applicationId) => ({ type: 'show-application', applicationId }),
  tell(outcome) {
    if (outcome.type !== 'show-application') return undefined;
    const { application: found } = outcome.result;
    return found ? withAll(applicationCard(found)) : told(text('roster.application_not_found'), allButton);
  },
});

const line = ({ name = '—', kind, area }: ApplicationView): Text =>
  text('roster.application_line', { name, kind: kindText(kind), area: { names: area } });

interface Deciding {
  readonly applicationId: number;
  /** What the question says of it, once it was looked at: no more of a person than that stays in a chat's state. */
  readonly name?: string;
  readonly topicIds?: readonly number[];
  readonly picker?: TickPicker;
}

/** 同意: the topics applied for are ticked, a coordinator may tick others. */
export const admit = createDeciding('admit', {
  ask: (deciding, facts) => ({
    text: text('roster.ask_admit', { name: deciding.name ?? '—' }),
    choices: tickChoices(options(facts), pickerOf(deciding)),
  }),
  step(deciding, input, facts) {
    const taken = takeTick(options(facts), pickerOf(deciding), input);
    if (taken.kind === 'other') return undefined;
    if (taken.kind === 'stay') return { ...deciding, picker: taken.picker };
    const { applicationId } = deciding;
    return { type: 'accept-application', applicationId, topicIds: taken.ticked.map(Number) };
  },
});

/** 婉拒: asked once more, for the applicant is told at once. */
export const turnDown = createDeciding('turn_down', {
  ask: ({ name = '—' }) => ({
    text: text('roster.ask_turn_down', { name }),
    choices: [[choice('yes', text('roster.turn_down_yes'))]],
  }),
  step: ({ applicationId }, input) =>
    input.kind === 'choice' && input.id === 'yes' ? { type: 'decline-application', applicationId } : undefined,
});

type DecideCommand = Extract<
  NonNullable<Step<Deciding>['command']>,
  { type: 'accept-application' | 'decline-application' }
>;

interface Decision {
  /** Without navigation. */
  ask(deciding: Deciding, facts: Facts): Reply;
  /** Undefined: the input is no answer. */
  step(deciding: Deciding, input: Parameters<Dialogue['step']>[1], facts: Facts): Deciding | DecideCommand | undefined;
}

function createDeciding(name: string, decision: Decision): Dialogue<Deciding> {
  const ask = (deciding: Deciding, facts: Facts): Reply => {
    const question = decision.ask(deciding, facts);
    return { ...question, choices: [...(question.choices ?? []), staffNav] };
  };
  return {
    name,
    start({ args: [id] }) {
      const applicationId = idFrom(id);
      if (applicationId === undefined) return lost;
      return { state: { applicationId }, replies: [], command: { type: 'show-application', applicationId } };
    },
    step(deciding, input, facts) {
      if (input.kind === 'choice' && input.id === 'back') return handOver(`/application ${deciding.applicationId}`);
      const taken = decision.step(deciding, input, facts);
      if (!taken) return askedAgain(deciding, text('more.tap'), ask(deciding, facts));
      return 'type' in taken ? { state: deciding, replies: [], command: taken } : asked(taken, ask(taken, facts));
    },
    ask,
    conclude(deciding, outcome, facts) {
      if (outcome.type !== 'show-application') return decided(outcome);
      const { application: found } = outcome.result;
      if (!found || !deciding) return ended(told(text('roster.application_not_found'), allButton));
      if (found.state !== 'open') return ended(late(found));
      const opened: Deciding = {
        ...deciding,
        topicIds: found.topics.map(({ id }) => id),
        ...(found.name !== undefined && { name: found.name }),
      };
      return asked(opened, ask(opened, facts));
    },
  };
}

function decided(outcome: Outcome): Step<Deciding> {
  if (outcome.type !== 'accept-application' && outcome.type !== 'decline-application') return lost;
  const { result } = outcome;
  if (!result.ok && result.reason === 'not_found') return ended(told(text('roster.application_not_found'), allButton));
  if (!result.ok && result.reason === 'no_topic')
    return ended(told(text('roster.why_unknown'), choice(`/admit ${result.application.id}`, text('roster.admit'))));
  if (!result.ok) return ended(late(result.application));
  const done = outcome.type === 'accept-application' ? 'roster.admitted' : 'roster.turned_down';
  return ended(told(text(done, { name: result.application.name ?? '—' }), allButton));
}

const late = (settled: ApplicationView): Reply =>
  withAll({ text: { lines: [text('roster.already'), settledApplication(settled).text] } });

const withAll = (message: Reply): Reply => ({
  ...message,
  choices: [...(message.choices ?? []), [allButton, menuButton]],
});

const options = ({ catalogue }: Facts): readonly TickOption[] =>
  catalogue.topics.map(({ id, names }) => ({ id: String(id), label: { names } }));

const pickerOf = ({ topicIds = [], picker }: Deciding): TickPicker => picker ?? { ticked: topicIds.map(String) };

const pageSize = 8;
