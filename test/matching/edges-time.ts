// When speakers have time.

import { day, type Edge, north, sunday } from './edge.ts';
import { aBooking, at, lecture } from './fixtures.ts';

const online = { ...lecture, setupMinutes: 0, clearMinutes: 0, online: true };

export const timeEdges: readonly Edge[] = [
  [
    'past',
    'a talk begins no sooner than two hours from now',
    { broken: { startsAt: at('2026-11-25', '10:59') }, kept: { startsAt: at('2026-11-25', '11:00') } },
  ],
  [
    'daily_limit',
    'a day takes so many talks and no more',
    {
      broken: { speaker: { dailyLimit: 1, bookings: [aBooking('08:30', '09:30')] } },
      kept: { speaker: { dailyLimit: 2, bookings: [aBooking('08:30', '09:30')] } },
    },
  ],
  [
    'daily_limit',
    'a day ends at midnight, on the clocks of the place',
    {
      broken: { speaker: { dailyLimit: 1, bookings: [aBooking('00:00', '01:00')] } },
      kept: {
        speaker: {
          dailyLimit: 1,
          bookings: [aBooking('23:59', '23:59', {}, '2026-11-26'), aBooking('00:00', '01:00', {}, '2026-11-28')],
        },
      },
    },
  ],
  [
    'weekly_limit',
    'a week takes so many talks and no more',
    {
      broken: { speaker: { weeklyLimit: 1, bookings: [sunday] } },
      kept: { speaker: { weeklyLimit: 2, bookings: [sunday] } },
    },
  ],
  [
    'weekly_limit',
    'a week goes from Monday 00:00 to Monday 00:00',
    {
      broken: { speaker: { weeklyLimit: 1, bookings: [aBooking('00:00', '01:30', {}, '2026-11-23')] } },
      kept: {
        speaker: {
          weeklyLimit: 1,
          bookings: [aBooking('23:59', '23:59', {}, '2026-11-22'), aBooking('00:00', '01:30', {}, '2026-11-30')],
        },
      },
    },
  ],
  [
    'working_hours',
    'setting up begins within the working hours',
    {
      broken: { speaker: { workingHours: [{ weekday: 5, from: 13 * 60 + 46, until: 18 * 60 }] } },
      kept: { speaker: { workingHours: [{ weekday: 5, from: 13 * 60 + 45, until: 18 * 60 }] } },
    },
  ],
  [
    'working_hours',
    'clearing away ends within the working hours',
    {
      broken: { speaker: { workingHours: [{ weekday: 5, from: 8 * 60, until: 15 * 60 + 14 }] } },
      kept: { speaker: { workingHours: [{ weekday: 5, from: 8 * 60, until: 15 * 60 + 15 }] } },
    },
  ],
  [
    'working_hours',
    'two stretches of hours are not one, and each day has its own',
    {
      broken: {
        speaker: {
          workingHours: [
            { weekday: 4, from: 0, until: 24 * 60 },
            { weekday: 5, from: 8 * 60, until: 14 * 60 },
            { weekday: 5, from: 14 * 60, until: 18 * 60 },
          ],
        },
      },
      kept: { speaker: { workingHours: [{ weekday: 5, from: 0, until: 24 * 60 }] } },
    },
  ],
  [
    'away',
    'a time away ends before the set-up begins',
    {
      broken: { speaker: { away: [{ from: at('2026-11-26', '08:00'), until: at(day, '13:46') }] } },
      kept: { speaker: { away: [{ from: at('2026-11-26', '08:00'), until: at(day, '13:45') }] } },
    },
  ],
  [
    'away',
    'a time away begins after everything is cleared away',
    {
      broken: { speaker: { away: [{ from: at(day, '15:14'), until: at('2026-11-28', '08:00') }] } },
      kept: { speaker: { away: [{ from: at(day, '15:15'), until: at('2026-11-28', '08:00') }] } },
    },
  ],
  [
    'overlap',
    'another talk ends before the set-up begins',
    {
      broken: { speaker: { bookings: [aBooking('12:30', '13:46')] } },
      kept: { speaker: { bookings: [aBooking('12:30', '13:45')] } },
    },
  ],
  [
    'overlap',
    'another talk begins after everything is cleared away',
    {
      broken: { speaker: { bookings: [aBooking('15:14', '17:00')] } },
      kept: { speaker: { bookings: [aBooking('15:15', '17:00')] } },
    },
  ],
  [
    'overlap',
    'the way from the talk before fits',
    {
      broken: { speaker: { bookings: [aBooking('12:00', '13:07', north)] } },
      kept: { speaker: { bookings: [aBooking('12:00', '13:05', north)] } },
    },
  ],
  [
    'overlap',
    'the way to the talk after fits',
    {
      broken: { speaker: { bookings: [aBooking('15:53', '17:00', north)] } },
      kept: { speaker: { bookings: [aBooking('15:55', '17:00', north)] } },
    },
  ],
  [
    'overlap',
    'an end that the map does not know is half an hour away',
    {
      broken: { speaker: { bookings: [nowhere('13:16')] } },
      kept: { speaker: { bookings: [nowhere('13:15')] } },
    },
  ],
  [
    'overlap',
    'an online talk leaves the time for the way between the two around it',
    {
      broken: { order: { format: online }, speaker: { bookings: around() } },
      kept: { order: { format: { ...online, talkMinutes: 50 } }, speaker: { bookings: around() } },
    },
  ],
];

function nowhere(until: string) {
  const { point: _none, ...unknown } = aBooking('12:00', until);
  return unknown;
}

/** 39 minutes of road between the two; 90 minutes in between. */
function around() {
  return [aBooking('12:00', '13:30'), aBooking('15:00', '16:00', north)];
}
