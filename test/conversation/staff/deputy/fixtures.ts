// What staff see of deputies, fed by hand, and the people who see it.

import { staffScript } from '../../../../src/conversation/staff-script.ts';
import type { CommandTable, Outcome } from '../../../../src/domain/commands.ts';
import type { AppointmentView, DeputyCandidate, OverviewRow } from '../../../../src/domain/deputy/views.ts';
import { play, someFacts } from '../../../fakes/talk.ts';
import { aLedger, anAppointment, aRequest, aSchool, otherSchool } from '../../public/school/fixtures.ts';

export { aLedger, anAppointment, aRequest, aSchool, otherSchool };

export const bureau = () => play(staffScript, { ...someFacts, person: { id: 1, recentPlaces: [], bureauId: 3 } });
export const deputy = () =>
  play(staffScript, { ...someFacts, person: { id: 1, recentPlaces: [], speakerId: 3, deputy: true } });

export const aCandidate = (changes: Partial<DeputyCandidate> = {}): DeputyCandidate => ({
  speakerId: 3,
  name: '李警官',
  agency: 'police',
  schools: 1,
  trainingTenths: 80,
  fields: ['未成年人保护'],
  age: 41,
  score: 10,
  reasons: [
    { code: 'wished', params: {} },
    { code: 'distance', params: { km: 4 } },
  ],
  ...changes,
});

export const untrained = aCandidate({
  speakerId: 4,
  name: '王警官',
  trainingTenths: 79,
  reasons: [{ code: 'after_training', params: { missing: 1 } }],
});
export const barred = aCandidate({ speakerId: 5, name: '赵警官', reasons: [], bar: 'too_many_schools' });

export const active = (changes: Partial<AppointmentView> = {}): AppointmentView =>
  anAppointment({ ledger: aLedger(), letterNumber: '2026-0007', letterUrl: '/deputy/letter/7?t=x', ...changes });

export const overviewRows: readonly OverviewRow[] = [
  { school: aSchool(), appointments: [active()], postsFree: 4, flags: ['behind', 'ends_soon'], light: 'red' },
  {
    school: otherSchool,
    appointments: [active({ id: 8, school: otherSchool })],
    postsFree: 4,
    flags: [],
    light: 'green',
  },
];

export const overview = (changes: Partial<CommandTable['deputy-overview']['result']> = {}): Outcome => ({
  type: 'deputy-overview',
  result: { rows: overviewRows, requests: [], toDecide: [], reportUrl: '/deputy/report?t=x', ...changes },
});

export const shown = (candidates: readonly DeputyCandidate[], request = aRequest({ need: '校园欺凌多' })): Outcome => ({
  type: 'show-deputy-request',
  result: { request, candidates },
});
