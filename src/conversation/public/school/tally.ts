// 班级举手统计: how many in one class gave one to five stars, as totals only. No pupil's name is asked, and it is said so.

import type { ClassGroup } from '../../../domain/deputy/class-group.ts';
import type { AppointmentId } from '../../../domain/ids.ts';
import { text } from '../../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, told } from '../../answers.ts';
import { idFrom } from '../../arguments.ts';
import { classGroupFrom, classGroupText } from '../../class-group.ts';
import { choice, type Dialogue, type Input, type Reply, type Step } from '../../dialogue.ts';
import { residentNav } from '../../nav.ts';
import { askHands, type Hands, handsBefore, handsUp, noHands, takeHands } from '../../pickers/hands-picker.ts';
import { tellAppointed } from './answers.ts';
import { askYear, type Judging, judgingOf, takeYear } from './year.ts';

interface Tallying extends Judging {
  readonly group?: ClassGroup;
  readonly hands: Hands;
}

/** Until the appointment is known, in the same turn. */
type State = Tallying | { readonly opening: AppointmentId };

export const tallyDeputy: Dialogue<State> = {
  name: 'tally_deputy',
  start({ args: [id] }) {
    const opening = idFrom(id);
    return opening === undefined ? lost : { state: { opening }, replies: [], command: { type: 'my-schools' } };
  },
  step(state, input) {
    if ('opening' in state) return lost;
    if (input.kind === 'choice' && input.id === 'back') return goBack(state);
    if (state.year === undefined) {
      const year = takeYear(state, input);
      return year === undefined ? askedAgain(state, text('more.tap'), ask(state)) : go({ ...state, year });
    }
    return state.group === undefined ? takeClass(state, input) : takeCount(state, input, state.year, state.group);
  },
  ask,
  conclude(state, outcome, facts) {
    if (!state) return lost;
    if (outcome.type === 'my-schools' && 'opening' in state) {
      const found = judgingOf(state.opening, outcome.result, facts);
      return 'refused' in found ? ended(found.refused) : go({ ...found.judging, hands: noHands });
    }
    if (outcome.type !== 'tally-deputy' || 'opening' in state) return lost;
    const { result } = outcome;
    if (!result.ok) return ended(tellAppointed(result, '', facts.today));
    const { appointmentId, schoolId, group = 'school', hands } = state;
    return ended(
      told(
        text('school.tallied', { class: classGroupText(group), hands: handsUp(hands.counts) }),
        choice(`/tally_deputy ${appointmentId}`, text('school.tally_more')),
        choice(`/deputy ${schoolId}`, text('school.menu')),
      ),
    );
  },
};

function takeClass(state: Tallying, input: Input): Step<State> {
  if (input.kind !== 'text') return askedAgain(state, text('more.type'), ask(state));
  const group = classGroupFrom(input.text);
  return group ? go({ ...state, group }) : askedAgain(state, text('school.wrong_class'), ask(state));
}

function takeCount(state: Tallying, input: Input, year: number, group: ClassGroup): Step<State> {
  const taken = takeHands(state.hands, input);
  switch (taken.kind) {
    case 'stay':
      return go({ ...state, hands: taken.hands });
    case 'problem':
      return askedAgain(state, taken.text, ask(state));
    case 'counted': {
      const { appointmentId } = state;
      return {
        state,
        replies: [],
        command: { type: 'tally-deputy', appointmentId, year, group, counts: taken.counts },
      };
    }
  }
}

function goBack(state: Tallying): Step<State> {
  const { group, year, ...rest } = state;
  if (group !== undefined && year !== undefined) {
    const hands = handsBefore(state.hands);
    return go(hands ? { ...state, hands } : { ...rest, year });
  }
  return year !== undefined && state.years.length > 1 ? go(rest) : handOver(`/deputy ${state.schoolId}`);
}

function ask(state: State): Reply {
  if ('opening' in state) return told(text('chat.lost'));
  if (state.year === undefined) return askYear(state);
  return state.group === undefined
    ? { text: text('school.ask_class'), choices: [residentNav] }
    : askHands(state.hands, residentNav);
}

const go = (state: Tallying): Step<State> => asked(state, ask(state));
