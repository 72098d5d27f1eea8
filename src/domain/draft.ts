// 半张订单: what a person has said so far of the talk they want. Also the shape of "same as last time".

import { addDays, daysAhead, type Half, halfHours, type LocalDay } from './calendar.ts';
import type { CourseId, FormatId, SpeakerId, TopicId } from './ids.ts';
import type { Audience, Language, Place } from './menu.ts';

export interface TalkWindow {
  readonly day: LocalDay;
  readonly half: Half;
  /** A school's lesson, 1 to 8, or 9 for 班会. */
  readonly period?: number;
  /** About when it should begin, in minutes after midnight, where somebody named an hour: a wish, not a rule. */
  readonly clock?: number;
}

export interface Draft {
  readonly topicId?: TopicId;
  /** A course, whose topic and speaker are the draft's as well. */
  readonly courseId?: CourseId;
  /** Not on the menu: in the person's own words. */
  readonly wish?: string;
  /** More than one: one order for each. */
  readonly places: readonly Place[];
  /** The first choice, and up to two others. */
  readonly windows: readonly TalkWindow[];
  readonly phone?: string;
  readonly contactName?: string;
  readonly formatId?: FormatId;
  readonly audience?: Audience;
  readonly size?: number;
  readonly language?: Language;
  readonly preferredSpeakerId?: SpeakerId;
  readonly wantsDeputy?: boolean;
  readonly questions: readonly string[];
  readonly spot?: string;
  readonly access?: string;
}

export const emptyDraft: Draft = { places: [], windows: [], questions: [] };
export const maxWindows = 3;
export const maxQuestions = 5;
export const maxPlaces = 60;
/** The longest free text that is taken, in characters as people count them. */
export const maxText = 500;

/** Whether an order may still ask for this window: not past (a talk needs two hours' notice), at most 90 days ahead. */
export function checkWindow(window: TalkWindow, today: LocalDay, minutes: number): 'ok' | 'past' | 'too_far' {
  if (window.day < today) return 'past';
  if (window.day === today && halfHours[window.half].until - 120 <= minutes) return 'past';
  return window.day > addDays(today, daysAhead) ? 'too_far' : 'ok';
}
