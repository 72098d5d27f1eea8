// 班级举手统计: how many in one class gave one to five stars, as totals only. No pupil's name is asked, and it is said so.

import type { ClassGroup } from '../../../domain/deputy/class-group.ts';
import { text } from '../../../domain/message.ts';
import { told } from '../../answers.ts';
import { classGroupFrom, classGroupText } from '../../class-group.ts';
import { choice, type Input } from '../../dialogue.ts';
import { residentNav } from '../../nav.ts';
import { askHands, type Hands, handsBefore, handsUp, noHands, takeHands } from '../../pickers/hands-picker.ts';
import { tellAppointed } from './answers.ts';
import { createJudging, type Taken } from './judging.ts';

interface Given {
  readonly group?: ClassGroup;
  readonly hands: Hands;
}

export const tallyDeputy = createJudging<Given>({
  name: 'tally_deputy',
  begin: () => ({ hands: noHands }),
  ask: ({ given: { group, hands } }) =>
    group === undefined ? { text: text('school.ask_class'), choices: [residentNav] } : askHands(hands, residentNav),
  take({ judging: { appointmentId }, given }, input, year) {
    const { group, hands } = given;
    if (group === undefined) return takeClass(given, input);
    const taken = takeHands(hands, input);
    if (taken.kind === 'stay') return { given: { ...given, hands: taken.hands } };
    if (taken.kind === 'problem') return { problem: taken.text };
    return { command: { type: 'tally-deputy', appointmentId, year, group, counts: taken.counts } };
  },
  before({ group, hands }) {
    if (group === undefined) return undefined;
    const fewer = handsBefore(hands);
    return fewer ? { group, hands: fewer } : { hands };
  },
  tell(outcome, { judging: { appointmentId, schoolId }, given: { group = 'school', hands } }, { today }) {
    if (outcome.type !== 'tally-deputy') return undefined;
    if (!outcome.result.ok) return tellAppointed(outcome.result, '', today);
    return told(
      text('school.tallied', { class: classGroupText(group), hands: handsUp(hands.counts) }),
      choice(`/tally_deputy ${appointmentId}`, text('school.tally_more')),
      choice(`/deputy ${schoolId}`, text('school.menu')),
    );
  },
});

function takeClass(given: Given, input: Input): Taken<Given> {
  if (input.kind !== 'text') return { problem: text('more.type') };
  const group = classGroupFrom(input.text);
  return group ? { given: { ...given, group } } : { problem: text('school.wrong_class') };
}
