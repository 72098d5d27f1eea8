// 导出我的信息, the part about 法治副校长: of a school's contact, of the education bureau, of a deputy.

import { addDays } from '../domain/calendar.ts';
import { optional } from '../domain/cards/order-lines.ts';
import type { OwnDeputy, OwnEvaluation, OwnHours } from '../domain/deputy/own.ts';
import { blankLine, type Text, text } from '../domain/message.ts';
import { classGroupText } from './class-group.ts';

/** Nothing of what there is nothing of. */
export function deputyLines(own: OwnDeputy): Text[] {
  const { contactOf, bureau, profile } = own;
  const parts: Text[][] = [
    contactOf.flatMap(({ school, name, active }) => [
      text(active ? 'export.contact' : 'export.contact_before', { school: { names: school } }),
      optional('export.name', name),
    ]),
    bureau
      ? [
          text(bureau.active ? 'export.bureau' : 'export.bureau_before', { area: { names: bureau.area } }),
          optional('export.name', bureau.name),
        ]
      : [],
    titled('export.deputy_requests', own.requests, ({ number, kind, state, school, need, wishField, reason }) => [
      text('school.request_line', {
        ...{ number, kind: text(`school.kind_${kind}`), state: text(`school.request_${state}`) },
      }),
      { names: school },
      optional('deputy.request_need', need),
      optional('deputy.request_field', wishField),
      optional('export.request_reason', reason),
    ]),
    own.refusals.map(({ school, reason }) => text('export.refusal', { school: { names: school }, reason })),
    titled('export.evaluations', own.evaluations, evaluationLines),
    profile
      ? [
          text('deputy.line_agency', { value: text(`deputy.agency_${profile.agency}`) }),
          text('export.born', { value: profile.bornOn }),
          profile.retired ? text('export.retired') : '',
          optional('export.retired_on', profile.retiredOn),
          optional('deputy.line_qualification', profile.qualification),
          profile.fields.length > 0 ? text('deputy.line_fields', { value: { list: profile.fields } }) : '',
        ]
      : [],
    titled('export.training', own.training, ({ day, tenths, title = '', takenBack }) => [
      text(takenBack ? 'export.training_taken_back' : 'export.training_line', { day, hours: inHours(tenths), title }),
    ]),
    titled('export.appointments', own.appointments, ({ school, state, from, until, letterNumber, endedOn }) => [
      text('export.appointment', { school: { names: school }, state: text(`school.state_${state}`) }),
      text('school.term', { from, until: addDays(until, -1) }),
      optional('deputy.line_letter', letterNumber),
      optional('export.ended', endedOn),
    ]),
    titled('export.hours', own.hours, (entry) => [hoursLine(entry)]),
  ];
  return parts.flatMap((part) => (part.length > 0 ? [blankLine, ...part] : []));
}

function titled<One>(
  title: 'export.deputy_requests' | 'export.evaluations' | 'export.training' | 'export.appointments' | 'export.hours',
  all: readonly One[],
  lines: (one: One) => Text[],
): Text[] {
  return all.length > 0 ? [text(title, { many: all.length }), ...all.flatMap(lines)] : [];
}

const evaluationLines = ({ school, year, score, comment, group, hands }: OwnEvaluation): Text[] => [
  hands === undefined
    ? text('export.evaluation', { school: { names: school }, year, score: score ?? 0 })
    : text('export.show_of_hands', {
        ...{ school: { names: school }, year, hands },
        class: group === undefined ? '' : classGroupText(group),
      }),
  optional('export.comment', comment),
];

const hoursLine = ({ school, kind, duty, day, tenths, group, heads }: OwnHours): Text =>
  text('deputy.entry_more', {
    ...{ day: { day }, duty: text(`deputy.duty_${duty}`), kind: text(`deputy.entry_${kind}`), hours: inHours(tenths) },
    more: {
      list: [
        { names: school },
        ...(group === undefined ? [] : [classGroupText(group)]),
        ...(heads === undefined ? [] : [text('deputy.heads', { heads })]),
      ],
    },
  });

const inHours = (tenths: number): number => tenths / 10;
