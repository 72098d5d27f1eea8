import { describe, expect, it } from 'vitest';
import { hardRules } from '../../src/matching/eligible.ts';
import { checkSpeaker } from '../../src/matching/place.ts';
import { check, north, school, start, two, years } from './edge.ts';
import { personEdges } from './edges-person.ts';
import { teamEdges } from './edges-team.ts';
import { timeEdges } from './edges-time.ts';
import { aBooking, anOrder, aSpeaker, aTeam, kmNorth } from './fixtures.ts';

const edges = [...personEdges, ...timeEdges, ...teamEdges];

describe('the hard rules', () => {
  it('let an ordinary speaker give an ordinary talk', () => {
    expect(check({})).toEqual([]);
  });

  it.each(edges)('%s: %s', (code, _what, { broken, kept }) => {
    expect(check(broken)).toEqual([code]);
    expect(check(kept)).toEqual([]);
  });

  it('are each tried on both sides of their edge', () => {
    expect([...new Set(edges.map(([code]) => code))].sort()).toEqual(Object.keys(hardRules).sort());
  });

  it('refuse everybody an order that has no topic yet', () => {
    const { topicId: _none, ...wish } = anOrder();
    const choice = { speakerId: 1, kitIds: [], startsAt: start.toISOString() };
    expect(checkSpeaker(wish, choice, aTeam([aSpeaker(1)]))).toEqual(['topic']);
  });

  it('refuse a speaker who is not there any more', () => {
    const choice = { speakerId: 9, kitIds: [], startsAt: start.toISOString() };
    expect(checkSpeaker(anOrder(), choice, aTeam([aSpeaker(1)]))).toEqual(['inactive']);
  });

  it('allow an online talk just before, wherever its audience sits', () => {
    expect(
      check({ speaker: { bookings: [aBooking('12:30', '13:45', { online: true, point: kmNorth(30) })] } }),
    ).toEqual([]);
  });

  it('ignore that two other bookings leave too little time between them', () => {
    const bookings = [aBooking('08:30', '09:30'), aBooking('09:35', '10:30', north)];
    expect(check({ speaker: { bookings } })).toEqual([]);
  });

  it('leave a course to its speaker, though the school has a deputy principal', () => {
    const others = [aSpeaker(2, { appointments: [{ schoolId: 7, ...years }] })];
    expect(check({ order: { place: school, courseSpeakerId: 1 }, others })).toEqual([]);
  });

  it('let a colleague go where nobody could assist the school’s own deputy', () => {
    // Number 1 could, but then number 2 would have to lead: so the deputy can't be had alone.
    const deputy = aSpeaker(2, { appointments: [{ schoolId: 7, ...years }], canAssist: true });
    const alone = { order: { ...two, place: school }, others: [deputy], choice: { assistantId: 2 } };
    expect(check(alone)).toEqual([]);
    expect(check({ ...alone, speaker: { canAssist: true } })).toEqual(['own_deputy_first']);
  });
});
