// Hours of training, which come before taking post: how many, when and on what. Entered by coordinators, who take back
// what was entered wrongly.

import type { LocalDay } from '../../../domain/calendar.ts';
import type { TrainingOf } from '../../../domain/commands-deputy.ts';
import type { SpeakerId } from '../../../domain/ids.ts';
import { type Text, text } from '../../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, menuButton, told } from '../../answers.ts';
import { idFrom } from '../../arguments.ts';
import { choice, type Dialogue, type Reply, type Step } from '../../dialogue.ts';
import { createErrand } from '../../errand.ts';
import { staffNav } from '../../nav.ts';
import { pageFrom, pageOf } from '../../pages.ts';
import { dayBehind, lateDays } from './days.ts';
import { hoursText, tenthsFrom } from './hours.ts';

const longest = 60;
const mostTenths = 990;

interface Training {
  readonly speakerId: SpeakerId;
  readonly tenths?: number;
  readonly day?: LocalDay;
}

export const addTraining: Dialogue<Training> = {
  name: 'add_training',
  start({ args: [id] }) {
    const speakerId = idFrom(id);
    return speakerId === undefined ? lost : askTraining({ speakerId });
  },
  step(training, input, facts) {
    const { speakerId, tenths, day } = training;
    if (input.kind === 'choice' && input.id === 'back') {
      if (tenths === undefined) return handOver(`/pool_person ${speakerId}`);
      return askTraining(day === undefined ? { speakerId } : { speakerId, tenths });
    }
    const again = (why: Text): Step<Training> => askedAgain(training, why, trainingQuestion(training));
    if (tenths === undefined) {
      const said = tenthsFrom(input, mostTenths);
      return said
        ? askTraining({ speakerId, tenths: said })
        : again(text('deputy.wrong_hours', { most: hoursText(mostTenths) }));
    }
    if (day === undefined) {
      const said = dayBehind(input, facts);
      return said !== undefined && said <= facts.today
        ? askTraining({ speakerId, tenths, day: said })
        : again(text('deputy.wrong_past_day'));
    }
    const title = input.kind === 'text' ? input.text.replace(/\s+/g, ' ').trim() : '';
    if (title === '') return again(text('free_text.type'));
    if ([...title].length > longest) return again(text('text.too_long', { most: longest }));
    return { state: training, replies: [], command: { type: 'add-training', speakerId, day, tenths, title } };
  },
  ask: trainingQuestion,
  conclude(training, outcome) {
    if (outcome.type !== 'add-training' || !training) return lost;
    const { speakerId } = training;
    const { ok } = outcome.result;
    const added = text(ok ? 'deputy.training_added' : 'deputy.training_refused');
    return ended(told(added, ...(ok ? [trainingButton(speakerId)] : []), lookButton(speakerId)));
  },
};

const askTraining = (training: Training): Step<Training> => asked(training, trainingQuestion(training));

function trainingQuestion({ tenths, day }: Training): Reply {
  if (tenths === undefined)
    return {
      text: text('deputy.ask_training_hours'),
      choices: [
        [20, 40, 80].map((of) => choice(`h:${of}`, text('deputy.train_hours', { hours: hoursText(of) }))),
        staffNav,
      ],
    };
  if (day === undefined) return { text: text('deputy.ask_training_day'), choices: [lateDays(), staffNav] };
  return { text: text('deputy.ask_training_title', { most: longest }), choices: [staffNav] };
}

export const trainingButton = (speakerId: SpeakerId) => choice(`/training ${speakerId}`, text('deputy.training'));
const lookButton = (speakerId: SpeakerId) => choice(`/pool_person ${speakerId}`, text('deputy.look_person'));

export const training = createErrand({
  name: 'training',
  target([id, page]) {
    const speakerId = idFrom(id);
    return speakerId === undefined ? undefined : { speakerId, page: pageFrom(page) };
  },
  command: ({ speakerId }) => ({ type: 'list-training', speakerId }),
  tell: (outcome, { page }) => (outcome.type === 'list-training' ? list(outcome.result, { page }) : undefined),
});

export const takeBackTraining = createErrand({
  name: 'take_back_training',
  target: ([id]) => idFrom(id),
  command: (trainingId) => ({ type: 'take-back-training', trainingId }),
  tell: (outcome) =>
    outcome.type === 'take-back-training'
      ? list(outcome.result, { page: 0, news: text('deputy.training_taken_back') })
      : undefined,
});

const pageSize = 8;

function list(
  { person, entries }: TrainingOf,
  { page, news = '' }: { readonly page: number; readonly news?: Text },
): Reply {
  if (!person) return told(text('deputy.not_not_found'));
  const { id, name, own } = person;
  const { shown, turn } = pageOf(entries, page, pageSize, (at) => `/training ${id} ${at}`);
  const hours = hoursText(entries.reduce((sum, { tenths }) => sum + tenths, 0));
  const said = (entry: (typeof entries)[number]) => ({ day: entry.day, hours: hoursText(entry.tenths) });
  return {
    text: {
      lines: [
        news,
        entries.length > 0 ? text('deputy.training_of', { name, hours }) : text('deputy.training_none', { name }),
        ...shown.map((entry) => text('deputy.training_line', { ...said(entry), title: entry.title ?? '' })),
      ],
    },
    choices: [
      ...(own
        ? []
        : shown.map((entry) => [
            choice(`/take_back_training ${entry.id}`, text('deputy.training_take_back', said(entry))),
          ])),
      ...turn,
      [...(own ? [] : [choice(`/add_training ${id}`, text('deputy.add_training'))]), lookButton(id)],
      [menuButton],
    ],
  };
}
