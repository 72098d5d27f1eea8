// One sentence → what it says about a talk. Pure; every part of the sentence is read by a file of its own, and what one
// has read (a telephone number, a date) is blank for the next.

import type { LocalDay } from '../domain/calendar.ts';
import type { Catalogue, Course, Topic } from '../domain/menu.ts';
import type { Understood } from '../domain/understood.ts';
import { asksForTalk } from './intent.ts';
import { readLanguage } from './language.ts';
import { readPhone } from './phone.ts';
import { findPlaces } from './place.ts';
import { headcounts, readSize } from './size.ts';
import { readSpeaker } from './speaker.ts';
import { blank, readable } from './text.ts';
import { namesOf, readMenu } from './topic.ts';
import { isUrgent } from './urgent.ts';
import { readWhen } from './when.ts';

export interface Context {
  readonly catalogue: Catalogue;
  readonly today: LocalDay;
  /** The time of day, in minutes after midnight. */
  readonly minutes: number;
}

export function understand(sentence: string, { catalogue, today, minutes }: Context): Understood {
  const text = readable(sentence);
  const { phone, spans: phones } = readPhone(text);
  const rest = blank(text, phones);
  const { spans: times, ...when } = readWhen(blank(rest, headcounts(rest)), today, minutes);
  const size = readSize(blank(rest, times));
  const { places, ambiguous } = findPlaces(blank(rest, times), catalogue);
  const { topic, course } = readSubject(rest, catalogue);
  // 线上诈骗 is a topic, no talk over the net.
  const format = readMenu(rest, catalogue.formats, namesOf(rest, catalogue.topics))?.row;
  const language = readLanguage(rest);
  const speaker = readSpeaker(rest, catalogue.speakers);
  const details = [course ?? topic ?? format, places[0], when.day ?? when.half ?? when.period, size].filter(
    (detail) => detail !== undefined,
  );
  return {
    urgent: isUrgent(text),
    wantsTalk:
      isOnMenu(rest, catalogue) ||
      asksForTalk(rest, { menu: (course ?? topic ?? format) !== undefined, details: details.length }),
    ...(course ? { courseId: course.id, topicId: course.topicId } : topic && { topicId: topic.id }),
    ...(format && { formatId: format.id }),
    places,
    ambiguousPlace: ambiguous,
    ...when,
    ...(size !== undefined && { size }),
    ...(phone !== undefined && { phone }),
    ...(language && { language }),
    ...(speaker && { speakerId: speaker.id }),
    ...(deputy.test(text) && { wantsDeputy: true }),
  };
}

/** A title that says no more than a topic's name means the topic. */
function readSubject(text: string, { topics, courses }: Catalogue): { topic?: Topic; course?: Course } {
  const topic = readMenu(text, topics);
  const course = readMenu(text, courses);
  const length = (hit: { start: number; end: number } | undefined): number => (hit ? hit.end - hit.start : 0);
  if (course && length(course) > length(topic)) return { course: course.row };
  return topic ? { topic: topic.row } : {};
}

/** The name of a topic or format and nothing else is an order, as it is at a counter. A course is shown first. */
const isOnMenu = (text: string, { topics, formats }: Catalogue): boolean =>
  [...topics, ...formats].some(({ names }) =>
    [names.zh, names.en].some((name) => name?.toLowerCase() === text.trim().toLowerCase()),
  );

const deputy = /(?:法治|法制)?副校长|\bdeputy principal\b/i;
