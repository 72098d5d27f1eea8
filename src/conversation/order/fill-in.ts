// A sentence's share of an order: 「下周三下午想在乐都路社区约一场防诈骗讲座」 answers four questions at once.

import { halves, type LocalDay } from '../../domain/calendar.ts';
import { checkWindow, type Draft } from '../../domain/draft.ts';
import { fits } from '../../domain/menu.ts';
import type { Understood } from '../../domain/understood.ts';
import type { Facts } from '../dialogue.ts';
import { pickWhen, settled, timeOf } from '../pickers/when-picker.ts';
import { withCourse } from './step-course.ts';
import { halfFits, type Talk, withFittingFormat } from './talk.ts';

/** Fills in what a sentence says; what was said before stays. */
export function fillIn(talk: Talk, understood: Understood & { readonly text: string }, facts: Facts): Talk {
  const draft = withSaidCourse(talk, understood, facts);
  const said = settled(understood, (half) => !isBeforeDusk(draft, { ...understood, half }, facts));
  const time = timeOf(said);
  const held = talk.mode === 'log' ? heldAt(said, facts) : undefined;
  const named = said.day !== undefined && time ? { day: said.day, ...time } : undefined;
  const window = held ? held.windows[0] : named;
  const refused =
    talk.mode === 'log' || draft.windows.length > 0
      ? undefined
      : (refusal(said, facts) ?? (isBeforeDusk(draft, said, facts) ? 'dusk_only' : undefined));
  const possible = held || (window && !refused && checkWindow(window, facts.today, facts.minutes) === 'ok');
  const filledIn: Draft = {
    ...draft,
    ...(draft.topicId === undefined &&
      draft.wish === undefined &&
      said.topicId !== undefined && { topicId: said.topicId }),
    ...(draft.formatId === undefined && said.formatId !== undefined && { formatId: said.formatId }),
    ...(draft.size === undefined && said.size !== undefined && { size: said.size }),
    ...(draft.language === undefined && said.language && { language: said.language }),
    ...(draft.preferredSpeakerId === undefined && !draft.wantsDeputy && whom(talk, said)),
    ...(draft.phone === undefined && said.phone !== undefined && { phone: said.phone }),
    ...(draft.places.length === 0 && said.places.length > 0 && !said.ambiguousPlace && { places: said.places }),
    ...(draft.windows.length === 0 && window && possible && { windows: [window] }),
  };
  return {
    ...talk,
    draft: withFittingFormat(filledIn, facts),
    ...(said.ambiguousPlace && draft.places.length === 0 && { place: { found: said.places } }),
    // A day without its half: only the half is asked.
    ...(held?.when && draft.windows.length === 0 && { when: held.when }),
    ...(!window &&
      !held &&
      said.day !== undefined &&
      draft.windows.length === 0 &&
      isOpenDay(said.day, filledIn, facts) && { when: { day: said.day } }),
    // A half-day or an hour without its day: only the day is asked.
    ...(time &&
      said.day === undefined &&
      draft.windows.length === 0 &&
      talk.mode !== 'log' && { when: { said: time } }),
    ...(refused && { when: { refused } }),
  };
}

/** When the talk was that somebody tells of afterwards: its time, or its day alone. */
function heldAt(
  said: Understood & { readonly text: string },
  facts: Facts,
): Pick<Draft, 'windows'> & Pick<Talk, 'when'> {
  const picked = pickWhen({}, { kind: 'text', text: said.text, understood: said }, facts, () => true, 'behind');
  return {
    windows: picked.kind === 'window' ? [picked.window] : [],
    ...(picked.kind === 'stay' && { when: picked.picker }),
  };
}

/** Who speaks is the speaker's own to say only where the talk is over, or stands before them. */
function whom(
  { mode }: Talk,
  { speakerId, wantsDeputy }: Understood,
): Pick<Draft, 'preferredSpeakerId' | 'wantsDeputy'> {
  if (speakerId !== undefined && mode !== 'log' && mode !== 'walk_in') return { preferredSpeakerId: speakerId };
  return wantsDeputy ? { wantsDeputy } : {};
}

/** A course that is named brings its topic and its speaker. */
function withSaidCourse({ draft, mode }: Talk, { courseId }: Understood, { catalogue }: Facts): Draft {
  const course = catalogue.courses.find(({ id }) => id === courseId);
  const open = draft.topicId === undefined && draft.wish === undefined && mode !== 'log';
  return course && open ? withCourse(draft, course) : draft;
}

/** Why the time that was said can't be had, whatever the talk. A day alone is judged by its evening. */
function refusal({ day, pastDay, half = 'evening' }: Understood, { today, minutes }: Facts) {
  if (day === undefined) return pastDay === undefined ? undefined : 'past';
  const checked = checkWindow({ day, half }, today, minutes);
  return checked === 'ok' ? undefined : checked;
}

/** A film in the morning: the film is what was wished for, so the time is asked again. */
function isBeforeDusk(draft: Draft, { formatId, half, places }: Understood, { catalogue }: Facts): boolean {
  const format = catalogue.formats.find(({ id }) => id === (draft.formatId ?? formatId));
  const place = draft.places[0] ?? places[0];
  return format !== undefined && fits(format, place, undefined) && !fits(format, place, half);
}

/** Whether the day leaves a half-day to choose; a day gone by is asked again instead. */
const isOpenDay = (day: LocalDay, draft: Draft, facts: Facts): boolean =>
  halves.some(
    (half) => halfFits(draft, facts)(half) && checkWindow({ day, half }, facts.today, facts.minutes) === 'ok',
  );
