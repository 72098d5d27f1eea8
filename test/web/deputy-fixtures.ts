// What the printed pages about deputies show, fed by hand: one letter, and a report of three schools.

import { countingYear } from '../../src/domain/deputy/counting-year.ts';
import type { OverviewRow } from '../../src/domain/deputy/views.ts';
import type { DeputyPages, Letter } from '../../src/services/deputy/pages.ts';
import { aLedger, anAppointment, aSchool, otherSchool } from '../conversation/public/school/fixtures.ts';

export const token = 'a-good-token';

export const aLetter: Letter = {
  appointment: anAppointment({ letterNumber: '2026-0007' }),
  number: '2026-0007',
  issuedOn: '2026-03-01',
  appointedBy: 'school',
  links: { letter: '/deputy/letter/7?t=l', receipt: '/deputy/receipt/7?t=r' },
};

export const rows: readonly OverviewRow[] = [
  {
    school: aSchool({ rural: true, remote: true }),
    appointments: [
      anAppointment({
        ledger: aLedger(),
        evaluation: { year: 2026, from: '2026-01-01', school: { score: 95, comment: '很好' } },
      }),
      anAppointment({ id: 8, state: 'declined', speaker: { id: 4, name: '王没接' } }),
    ],
    postsFree: 4,
    flags: ['behind'],
    light: 'red',
  },
  {
    school: otherSchool,
    appointments: [
      anAppointment({
        id: 9,
        school: otherSchool,
        speaker: { id: 3, name: '李警官', agency: 'police' },
        until: '2027-01-15',
        ledger: aLedger({ taught: 40, organised: 0, planned: 0, light: 'green' }),
      }),
      anAppointment({
        ...{ id: 10, school: otherSchool, state: 'ended', endedOn: '2026-06-01', speaker: { id: 5, name: '赵警官' } },
        ledger: aLedger({ owed: 17, taught: 10, organised: 0, planned: 0, light: 'red' }),
      }),
    ],
    postsFree: 4,
    flags: ['ends_soon', 'not_evaluated'],
    light: 'green',
  },
  {
    school: aSchool({ id: 77, names: { zh: '<b>三合小学</b>' } }),
    appointments: [],
    postsFree: 4,
    flags: ['no_deputy'],
    light: 'red',
  },
];

/** Knows one letter and one report, for one token. */
export const somePages = (letter: Letter = aLetter): DeputyPages => ({
  letter: async (_, id, given) => (id === letter.appointment.id && given === token ? letter : undefined),
  report: async (given, asked) => {
    const years = [2026, 2025, 2024].map((year) => countingYear(year, { countingYear: 'calendar' }));
    const year = years.find((one) => one.year === asked) ?? years[0];
    return given === token && year ? { rows, day: '2026-11-23', year, years } : undefined;
  },
});
