// Hours of training, which come before taking post: how many, when and on what. Entered by coordinators.

import type { LocalDay } from '../../../domain/calendar.ts';
import type { SpeakerId } from '../../../domain/ids.ts';
import { type Text, text } from '../../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, told } from '../../answers.ts';
import { idFrom } from '../../arguments.ts';
import { choice, type Dialogue, type Reply, type Step } from '../../dialogue.ts';
import { staffNav } from '../../nav.ts';
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
    const back = choice(`/pool_person ${training.speakerId}`, text('deputy.look_person'));
    return ended(told(text(outcome.result.ok ? 'deputy.training_added' : 'deputy.training_refused'), back));
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
