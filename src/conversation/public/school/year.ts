// Which counting year something is said about: the one under way, or the one before where the term covers it.

import type { CommandTable } from '../../../domain/commands.ts';
import type { AppointmentView } from '../../../domain/deputy/views.ts';
import type { AppointmentId, SchoolId } from '../../../domain/ids.ts';
import { type Text, text } from '../../../domain/message.ts';
import { told } from '../../answers.ts';
import { choice, type Input, type Reply } from '../../dialogue.ts';
import { residentNav } from '../../nav.ts';
import { deputyButton } from './card.ts';
import { yearText } from './lines.ts';

/** Whom and which year it is about. */
export interface Judging {
  readonly appointmentId: AppointmentId;
  readonly schoolId: SchoolId;
  readonly name: string;
  readonly years: readonly { readonly year: number; readonly label: Text }[];
  /** Not set: it is asked. */
  readonly year?: number;
}

/** The person's appointment, found among those of their schools; else why not. */
export function judgingOf(
  appointmentId: AppointmentId,
  { schools }: CommandTable['my-schools']['result'],
): { readonly judging: Judging; readonly appointment: AppointmentView } | { readonly refused: Reply } {
  const appointment = schools.flatMap(({ appointments }) => appointments).find(({ id }) => id === appointmentId);
  if (!appointment || (appointment.state !== 'active' && appointment.state !== 'ended'))
    return { refused: told(text('school.not_not_found'), deputyButton) };
  const years = yearsOf(appointment);
  const [only] = years;
  const { school, speaker } = appointment;
  const judging = { appointmentId, schoolId: school.id, name: speaker.name, years };
  return { appointment, judging: years.length === 1 && only ? { ...judging, year: only.year } : judging };
}

/** Years that have begun, and in which the person has served. */
function yearsOf({ ledger, evaluation, from, since = from, until, endedOn }: AppointmentView): Judging['years'] {
  // Who has left before this year is judged for the last one.
  if (!ledger) return evaluation ? [{ year: evaluation.year, label: yearText(evaluation) }] : [];
  const served = [
    ...((endedOn ?? until) > ledger.from ? [ledger.year] : []),
    ...(since < ledger.from ? [ledger.year - 1] : []),
  ];
  return served.map((year) => ({ year, label: yearText({ year, from: ledger.from }) }));
}

export const askYear = ({ years, name }: Judging): Reply => ({
  text: text('school.ask_year', { name }),
  choices: [years.map(({ year, label }) => choice(`y:${year}`, label)), residentNav],
});

export function takeYear({ years }: Judging, input: Input): number | undefined {
  const word = input.kind === 'choice' ? input.id.slice(2) : input.kind === 'text' ? input.text.trim() : '';
  return years.find(({ year }) => String(year) === word.normalize('NFKC').replace(/年$/, ''))?.year;
}

export const labelOf = ({ years, year }: Judging): Text => years.find((one) => one.year === year)?.label ?? '';
