// 人才库: everybody who could be a school's legal deputy principal, with what speaks for it and what bars it; and the way
// a school's contact gets in.

import { deputyKinds } from '../../../domain/deputy/eligible.ts';
import type { DeputyCandidate } from '../../../domain/deputy/views.ts';
import { blankLine, type Text, text } from '../../../domain/message.ts';
import { menuButton, told } from '../../answers.ts';
import { idFrom } from '../../arguments.ts';
import { choice, type Reply } from '../../dialogue.ts';
import { createErrand } from '../../errand.ts';
import { rows } from '../../nav.ts';
import { pageFrom, pageOf } from '../../pages.ts';
import { overviewButton } from './acted.ts';
import { hoursText } from './hours.ts';
import { barText } from './lines.ts';
import { trainingButton } from './training.ts';

const pageSize = 8;
const poolButton = choice('/pool', text('deputy.pool'));

export const pool = createErrand({
  name: 'pool',
  target: ([page]) => ({ page: pageFrom(page) }),
  command: () => ({ type: 'deputy-pool' }),
  tell(outcome, { page }) {
    if (outcome.type !== 'deputy-pool') return undefined;
    const { people } = outcome.result;
    const { shown, turn } = pageOf(people, page, pageSize, (at) => `/pool ${at}`);
    return {
      text: {
        lines: [
          people.length > 0 ? text('deputy.pool_title', { many: people.length }) : text('deputy.pool_empty'),
          ...shown.map(line),
        ],
      },
      choices: [
        ...rows(
          shown.map(({ speakerId, name }) => choice(`/pool_person ${speakerId}`, name)),
          2,
        ),
        ...turn,
        [choice('/pool_add', text('deputy.pool_add')), overviewButton],
        [menuButton],
      ],
    };
  },
});

export const poolPerson = createErrand({
  name: 'pool_person',
  target: ([id]) => idFrom(id),
  command: () => ({ type: 'deputy-pool' }),
  tell(outcome, speakerId) {
    if (outcome.type !== 'deputy-pool') return undefined;
    const person = outcome.result.people.find((one) => one.speakerId === speakerId);
    return person ? card(person) : told(text('deputy.not_not_found'), poolButton);
  },
});

/** Who of the team is not in it yet. Who can't be is named with the reason, before anybody is asked anything. */
export const poolAdd = createErrand({
  name: 'pool_add',
  target: ([page]) => ({ page: pageFrom(page) }),
  command: () => ({ type: 'list-team' }),
  tell(outcome, { page }) {
    if (outcome.type !== 'list-team') return undefined;
    const others = outcome.result.members.filter(({ active, inPool }) => active && !inPool);
    const eligible = others.filter(({ kind }) => deputyKinds.includes(kind));
    const kinds = [...new Set(others.map(({ kind }) => kind))].filter((kind) => !deputyKinds.includes(kind));
    const barred = kinds.map((kind) => {
      const people = { list: others.filter((one) => one.kind === kind).map(({ name }) => name) };
      return text('deputy.of_kind', { kind: text(`roster.kind_${kind}`), people });
    });
    const { shown, turn } = pageOf(eligible, page, pageSize, (at) => `/pool_add ${at}`);
    return {
      text: {
        lines: [
          text(eligible.length > 0 ? 'deputy.pool_whom' : 'deputy.pool_nobody'),
          ...(barred.length > 0 ? [text('deputy.pool_not_eligible'), ...barred] : []),
        ],
      },
      choices: [
        ...rows(
          shown.map(({ id, name }) => choice(`/deputy_profile ${id}`, name)),
          2,
        ),
        ...turn,
        [poolButton, menuButton],
      ],
    };
  },
});

function line({ name, agency, schools, trainingTenths, age, bar }: DeputyCandidate): Text {
  const said = { name, agency: text(`deputy.agency_${agency}`), schools, hours: hoursText(trainingTenths) };
  const known = age === undefined ? text('deputy.pool_line', said) : text('deputy.pool_line_age', { ...said, age });
  return bar === undefined ? known : text('deputy.pool_barred', { line: known, why: barText(bar) });
}

function card(person: DeputyCandidate): Reply {
  const { speakerId, fields, qualification, retired } = person;
  return told(
    {
      lines: [
        line(person),
        blankLine,
        qualification ? text('deputy.line_qualification', { value: qualification }) : '',
        fields.length > 0 ? text('deputy.line_fields', { value: { list: fields } }) : '',
        retired ? text('deputy.is_retired') : '',
      ],
    },
    choice(`/deputy_profile ${speakerId}`, text('deputy.edit_profile')),
    choice(`/add_training ${speakerId}`, text('deputy.add_training')),
    trainingButton(speakerId),
    poolButton,
  );
}
