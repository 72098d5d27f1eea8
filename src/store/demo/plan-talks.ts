// Which demo talks were given and are to be given: who, where, what, when. Pure, and the same at every start but
// for the dates. Nobody gives two talks on one day.

import { addDays, type Half, instantAt, type LocalDay, localTime, weekday } from '../../domain/calendar.ts';
import type { DemoPeople, MenuFormat, SeededRequester, SeededSpeaker } from './seed-people.ts';
import type { DemoPlaces } from './seed-places.ts';

export interface DemoTalk {
  readonly state: 'closed' | 'delivered' | 'confirmed';
  readonly requester: SeededRequester;
  readonly speaker: SeededSpeaker;
  readonly topicId: number;
  readonly format: MenuFormat;
  readonly areaId: number;
  readonly schoolId: number | undefined;
  readonly size: number;
  readonly day: LocalDay;
  readonly half: Half;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export interface Time {
  readonly now: Date;
  readonly timeZone: string;
}

/** 40 closed over the last 120 days, 3 given this week, 4 to come. */
export function planTalks(places: DemoPlaces, people: DemoPeople, time: Time): readonly DemoTalk[] {
  const today = localTime(time.now, time.timeZone).day;
  const talks: DemoTalk[] = [];
  const add = (state: DemoTalk['state'], offset: number, index: number, asked: Asked = {}): void => {
    talks.push(planTalk({ state, day: addDays(today, offset), index, asked, places, people, talks, time }));
  };
  for (let index = 0; index < 40; index++) {
    // A talk that everybody liked: reason enough to propose the persona once more.
    const liked = index === 5 ? { speaker: 0, topic: 'fraud' } : {};
    add('closed', -118 + Math.floor(index * 2.75), index, liked);
  }
  add('delivered', -5, 1, { persona: 'director' });
  add('delivered', -3, 4);
  add('delivered', -2, 0, { persona: 'resident', speaker: 0, topic: 'fraud' });
  add('confirmed', 3, 8, { persona: 'director', speaker: 1, topic: 'fraud' });
  add('confirmed', 5, 2, { persona: 'school', speaker: 0, topic: 'bullying' });
  add('confirmed', 7, 6);
  add('confirmed', 10, 9, { persona: 'resident', topic: 'cards' });
  return talks;
}

interface Asked {
  readonly persona?: SeededRequester['persona'];
  /** Place in the list of speakers. */
  readonly speaker?: number;
  readonly topic?: string;
}

interface Planning {
  readonly state: DemoTalk['state'];
  readonly day: LocalDay;
  readonly index: number;
  readonly asked: Asked;
  readonly places: DemoPlaces;
  readonly people: DemoPeople;
  readonly talks: readonly DemoTalk[];
  readonly time: Time;
}

/** Fraud is what people ask for most. */
const villageTopics = ['fraud', 'traffic', 'fraud', 'cards', 'mediation', 'fraud', 'drugs'];
const schoolTopics = ['bullying', 'campus', 'juvenile', 'traffic', 'drugs'];
const villageFormats = ['lecture', 'field', 'lecture', 'market', 'cinema'];
const schoolFormats = ['class', 'assembly', 'class'];

function planTalk({ state, day: wanted, index, asked, places, people, talks, time }: Planning): DemoTalk {
  const { requesters } = people;
  const requester = found(
    asked.persona ? requesters.find(({ persona }) => persona === asked.persona) : at(requesters, index * 7 + 3),
  );
  const { schoolId } = requester;
  const atSchool = schoolId !== undefined;
  // Villages that nobody of the made-up people is at home in get their talks too.
  const areaId = atSchool || asked.persona || index % 3 === 0 ? requester.areaId : at(places.villageIds, index * 37);
  const topic = asked.topic ?? at(atSchool ? schoolTopics : villageTopics, index);
  const format = found(
    people.formats.find(({ code }) => code === at(atSchool ? schoolFormats : villageFormats, index)),
  );
  const topicId = found(people.topics.find(({ code }) => code === topic)).id;
  const day = atSchool ? schoolDay(wanted, state) : wanted;
  const speaker = asked.speaker === undefined ? pickSpeaker() : at(people.speakers, asked.speaker);
  const half: Half = format.code === 'cinema' ? 'evening' : index % 2 === 0 ? 'morning' : 'afternoon';
  const startsAt = instantAt(day, startMinutes[half], time.timeZone);
  const endsAt = new Date(startsAt.getTime() + format.talkMinutes * 60_000);
  const size = format.code === 'class' ? 45 : at([60, 80, 35, 120, 150, 50], index);
  return { state, requester, speaker, topicId, format, areaId, schoolId, size, day, half, startsAt, endsAt };

  /** Somebody who may give it and is free that day: of the own township first, then who has given fewest. */
  function pickSpeaker(): SeededSpeaker {
    // The persona has given few, so that whoever tries the demo is soon proposed.
    const given = (speaker: SeededSpeaker): number =>
      talks.filter((talk) => talk.speaker === speaker).length + (speaker.persona ? 40 : 0);
    const far = (speaker: SeededSpeaker): number => {
      const township = places.parentId(areaId);
      return speaker.homeAreaId === township || places.parentId(speaker.homeAreaId) === township ? 0 : 1;
    };
    const may = people.speakers.filter(
      (speaker) =>
        speaker.topicIds.has(topicId) &&
        speaker.formatIds.has(format.id) &&
        (!atSchool || speaker.cleared) &&
        !talks.some((talk) => talk.speaker === speaker && talk.day === day),
    );
    return found(may.sort((a, b) => given(a) + 2 * far(a) - (given(b) + 2 * far(b)))[0]);
  }
}

const startMinutes: Record<Half, number> = { morning: 9 * 60 + 30, afternoon: 15 * 60, evening: 19 * 60 + 30 };

/** Weekend days move to the Friday before; those to come, to the Monday after. */
function schoolDay(day: LocalDay, state: DemoTalk['state']): LocalDay {
  const past = weekday(day) - 5;
  if (past <= 0) return day;
  return addDays(day, state === 'confirmed' ? 3 - past : -past);
}

/** Round and round. */
const at = <Item>(items: readonly Item[], index: number): Item => found(items[index % items.length]);

function found<Item>(item: Item | undefined): Item {
  if (item === undefined) throw new Error('the demo data does not fit the menu');
  return item;
}
