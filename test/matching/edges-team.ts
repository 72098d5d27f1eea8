// What more than one speaker, or a kit, decides.

import type { SpeakerToMatch } from '../../src/matching/facts.ts';
import { type Case, day, deputyUntil, type Edge, north, school, sunday, two, years } from './edge.ts';
import { aBooking, aKit, aSpeaker, at, lecture } from './fixtures.ts';

const film = { format: { ...lecture, kits: ['projector'] } };

export const teamEdges: readonly Edge[] = [
  [
    'own_deputy_first',
    'a colleague goes only where the school’s own deputy can’t',
    {
      broken: { order: { place: school }, others: [aSpeaker(2, { appointments: [{ schoolId: 7, ...years }] })] },
      kept: {
        order: { place: school },
        others: [aSpeaker(2, { active: false, appointments: [{ schoolId: 7, ...years }] })],
      },
    },
  ],
  [
    'own_deputy_first',
    'the deputy’s term counts up to the day before its end',
    {
      broken: { order: { place: school }, others: [aSpeaker(2, { appointments: [deputyUntil('2026-11-28')] })] },
      kept: { order: { place: school }, others: [aSpeaker(2, { appointments: [deputyUntil(day)] })] },
    },
  ],
  [
    'own_deputy_first',
    'the deputy who could at the order’s last possible start still goes first',
    {
      broken: { order: { place: school }, others: [deputyBookedUntil('16:45')] },
      kept: { order: { place: school }, others: [deputyBookedUntil('16:46')] },
    },
  ],
  [
    'no_kit',
    'the chosen kit is of the kind that is needed',
    {
      broken: { order: film, kits: [aKit(5, 'screen')], choice: { kitIds: [5] } },
      kept: { order: film, kits: [aKit(5, 'projector')], choice: { kitIds: [5] } },
    },
  ],
  [
    'no_kit',
    'a kit is in one place at a time',
    {
      broken: { order: film, kits: [aKit(5, 'projector', [aBooking('12:30', '13:46')])], choice: { kitIds: [5] } },
      kept: { order: film, kits: [aKit(5, 'projector', [aBooking('12:30', '13:45')])], choice: { kitIds: [5] } },
    },
  ],
  [
    'no_kit',
    'a kit has to travel, too',
    {
      broken: {
        order: film,
        kits: [aKit(5, 'projector', [aBooking('12:00', '13:07', north)])],
        choice: { kitIds: [5] },
      },
      kept: { order: film, kits: [aKit(5, 'projector', [aBooking('12:00', '13:05', north)])], choice: { kitIds: [5] } },
    },
  ],
  [
    'no_kit',
    'two of a kind are two kits',
    {
      broken: {
        order: { format: { ...lecture, kits: ['projector', 'projector'] } },
        kits: [aKit(5, 'projector'), aKit(6, 'projector')],
        choice: { kitIds: [5] },
      },
      kept: {
        order: { format: { ...lecture, kits: ['projector', 'projector'] } },
        kits: [aKit(5, 'projector'), aKit(6, 'projector')],
        choice: { kitIds: [6, 5] },
      },
    },
  ],
  ['no_assistant', 'a format for two has a second person', assisted({}, { choice: {} })],
  [
    'no_assistant',
    'the second person is another one',
    assisted({}, { speaker: { canAssist: true }, choice: { assistantId: 1 } }),
  ],
  ['no_assistant', 'the second person may assist', assisted({ canAssist: false })],
  ['no_assistant', 'the second person is in the team', assisted({ active: false })],
  ['no_assistant', 'the second person has not declined', assisted({}, { order: { ...two, excludedSpeakerIds: [2] } })],
  ['no_assistant', 'the second person serves the area', assisted({ serviceAreaIds: [11] })],
  ['no_assistant', 'the second person is free', assisted({ bookings: [aBooking('12:30', '13:46')] })],
  [
    'no_assistant',
    'the second person has room that day',
    assisted({ dailyLimit: 1, bookings: [aBooking('08:30', '09:30')] }),
  ],
  ['no_assistant', 'the second person has room that week', assisted({ weeklyLimit: 1, bookings: [sunday] })],
  ['no_assistant', 'the second person works then', assisted({ workingHours: [{ weekday: 4, from: 0, until: 1440 }] })],
  [
    'no_assistant',
    'the second person is not away',
    assisted({ away: [{ from: at(day, '15:00'), until: at(day, '16:00') }] }),
  ],
  [
    'no_assistant',
    'pupils are with cleared people only',
    assisted({}, { order: { ...two, audience: 'pupils' }, speaker: { clearedForMinors: true } }),
  ],
];

/** Number 2 as the second person: with `lacking` they can't; without it they can, whatever else the case says. */
function assisted(lacking: Partial<SpeakerToMatch>, over: Case = {}): { broken: Case; kept: Case } {
  const { speaker, order = two } = over;
  const base = { order, choice: { assistantId: 2 }, ...(speaker && { speaker }) };
  return {
    broken: { ...base, ...over, order, others: [aSpeaker(2, { canAssist: true, ...lacking })] },
    kept: {
      ...base,
      order: { ...order, excludedSpeakerIds: [] },
      others: [aSpeaker(2, { canAssist: true, clearedForMinors: true })],
    },
  };
}

/** The last possible start is 17:00, with the set-up from 16:45 on. */
function deputyBookedUntil(clock: string): SpeakerToMatch {
  return aSpeaker(2, { appointments: [deputyUntil('2027-09-01')], bookings: [aBooking('08:00', clock)] });
}
