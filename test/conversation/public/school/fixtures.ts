// A school with its 法治副校长 as its contact sees them, and contacts to talk with.

import type { PersonFacts } from '../../../../src/conversation/dialogue.ts';
import type { CommandTable } from '../../../../src/domain/commands.ts';
import type {
  AppointmentView,
  DeputyRequestView,
  LedgerView,
  SchoolView,
} from '../../../../src/domain/deputy/views.ts';
import { fenglin, yunshan } from '../../../fakes/catalogue.ts';
import { phone, resident } from '../fixtures.ts';

export type MySchool = CommandTable['my-schools']['result']['schools'][number];

export const contact = (person: Partial<PersonFacts> = {}) => resident({ phone, schoolIds: [fenglin], ...person });

export const aSchool = (changes: Partial<SchoolView> = {}): SchoolView => ({
  id: fenglin,
  names: { zh: '平安枫林小学', en: 'Fenglin Primary School' },
  area: { zh: '乐都路社区' },
  kind: 'primary',
  level: 'primary',
  rural: false,
  remote: false,
  weak: false,
  ...changes,
});

export const otherSchool = aSchool({ id: yunshan, names: { zh: '小峡云杉中学' }, kind: 'secondary', level: 'junior' });

export const aLedger = (changes: Partial<LedgerView> = {}): LedgerView => ({
  year: 2026,
  from: '2026-01-01',
  until: '2027-01-01',
  owed: 40,
  taught: 10,
  organised: 5,
  planned: 10,
  weeksLeft: 5,
  light: 'red',
  ...changes,
});

export const anAppointment = (changes: Partial<AppointmentView> = {}): AppointmentView => ({
  id: 7,
  version: 4,
  state: 'active',
  school: aSchool(),
  post: 1,
  speaker: { id: 3, name: '李警官', agency: 'police' },
  from: '2026-03-01',
  until: '2029-03-01',
  afterTraining: false,
  ...changes,
});

export const aRequest = (changes: Partial<DeputyRequestView> = {}): DeputyRequestView => ({
  id: 9,
  number: '501',
  version: 1,
  kind: 'first',
  state: 'open',
  school: aSchool(),
  post: 2,
  createdAt: '2026-11-20T01:00:00.000Z',
  ...changes,
});

/** What 'my-schools' answers. */
export const mySchools = (...schools: Partial<MySchool>[]) => ({
  type: 'my-schools' as const,
  result: {
    schools: schools.map((one) => ({ school: aSchool(), appointments: [], requests: [], postsFree: 4, ...one })),
  },
});
