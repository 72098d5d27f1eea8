// What an order begins with: nothing, the last one, or what was left half made.

import { checkWindow, type Draft } from '../../domain/draft.ts';
import type { Facts } from '../dialogue.ts';
import { withCourse } from './step-course.ts';
import { type Mode, newTalk, type Talk } from './talk.ts';

/** What was once said is not asked again. */
export function ownTalk(mode: Mode, { person }: Facts): Talk {
  const talk = newTalk(mode);
  return mode === 'own' && person.phone
    ? {
        ...talk,
        knowsPhone: true,
        draft: { ...talk.draft, phone: person.phone, ...(person.name && { contactName: person.name }) },
      }
    : talk;
}

/** 和上次一样: everything but the time and the questions. */
export function likeLastTime(mode: Mode, last: Draft, facts: Facts): Talk {
  return {
    ...newTalk(mode),
    knowsPhone: last.phone !== undefined,
    draft: stillKnown({ ...last, windows: [], questions: [] }, facts),
  };
}

/** 「和上次一样，下周五四点」 */
export const isLikeLastTime = (words: string): boolean => /[和跟同]上次一样|\bsame as last time\b/i.test(words);

/** 点这门课 */
export function withNamedCourse(mode: Mode, id: string | undefined, facts: Facts): Talk {
  const talk = ownTalk(mode, facts);
  const course = facts.catalogue.courses.find((one) => String(one.id) === id);
  return course ? { ...talk, draft: withCourse(talk.draft, course) } : talk;
}

/** A class at a school by its own 法治副校长. */
export function atSchool(mode: Mode, id: string | undefined, facts: Facts): Talk {
  const talk = ownTalk(mode, facts);
  const { schools, formats } = facts.catalogue;
  const school = schools.find((one) => String(one.id) === id);
  if (!school) return talk;
  const lesson = formats.find(({ code }) => code === 'class');
  const places = [{ areaId: school.areaId, schoolId: school.id }];
  return {
    ...talk,
    draft: { ...talk.draft, places, wantsDeputy: true, ...(lesson && { formatId: lesson.id }) },
  };
}

/** Days go by: times that are past now are asked again. */
export function stillPossible(parked: Talk, facts: Facts): Talk {
  const { today, minutes } = facts;
  const windows =
    parked.mode === 'log'
      ? parked.draft.windows
      : parked.draft.windows.filter((window) => checkWindow(window, today, minutes) === 'ok');
  const { place: _p, when: _w, page: _n, unclear: _u, ...rest } = parked;
  return { ...rest, trail: [], draft: stillKnown({ ...parked.draft, windows }, facts) };
}

/** Whether anything was said that is worth keeping: a phone that is known anyway is not. */
export const hasContent = ({ draft, parked }: Talk): boolean =>
  parked !== undefined ||
  draft.topicId !== undefined ||
  draft.wish !== undefined ||
  draft.places.length > 0 ||
  draft.windows.length > 0;

/** The menu and the map change: what is gone from them is asked again. */
function stillKnown(draft: Draft, { catalogue }: Facts): Draft {
  const { courseId, topicId, formatId, preferredSpeakerId, places, ...rest } = draft;
  const has = (list: readonly { readonly id: number }[], id: number | undefined): boolean =>
    list.some((one) => one.id === id);
  return {
    ...rest,
    ...(topicId !== undefined && has(catalogue.topics, topicId) && { topicId }),
    ...(courseId !== undefined && has(catalogue.courses, courseId) && { courseId }),
    ...(formatId !== undefined && has(catalogue.formats, formatId) && { formatId }),
    ...(preferredSpeakerId !== undefined && has(catalogue.speakers, preferredSpeakerId) && { preferredSpeakerId }),
    places: places.filter(({ areaId, schoolId }) =>
      schoolId === undefined ? has(catalogue.areas, areaId) : has(catalogue.schools, schoolId),
    ),
  };
}
