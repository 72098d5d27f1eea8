// 课程: a speaker's own talks. The speaker writes one and sends the slides, a coordinator publishes it to the menu.

import type { CourseId, TopicId } from './ids.ts';
import type { Audience } from './menu.ts';
import type { Names } from './message.ts';

export type CourseState = 'draft' | 'submitted' | 'published' | 'withdrawn';

export interface CourseContent {
  readonly topicId: TopicId;
  readonly titles: { readonly zh: string; readonly en: string };
  readonly outline: string;
  readonly audience: Audience;
  /** Of the talk itself; with it the order blocks the speaker's time. */
  readonly talkMinutes: number;
}

export interface CourseView extends CourseContent {
  readonly id: CourseId;
  readonly state: CourseState;
  /** What it says now, in a few letters: whoever decides on it decides on this. */
  readonly revision: string;
  readonly topic: Names;
  readonly speaker: string;
  /** The one who looks is its speaker, or may publish it. */
  readonly mine?: boolean;
  readonly reviewer?: boolean;
  /** The address opens the file for a day. */
  readonly slides: readonly { readonly id: number; readonly name: string; readonly url: string }[];
}

/** A course in a list. */
export type CourseLine = Pick<CourseView, 'id' | 'state' | 'titles' | 'speaker'>;

export type CourseActed =
  | { readonly ok: true; readonly course: CourseView }
  | { readonly ok: false; readonly reason: 'not_found' }
  /** It has changed since the button was shown. */
  | { readonly ok: false; readonly reason: 'already'; readonly course: CourseView };

export interface CourseCommands {
  /** The speaker's own, those that wait for the coordinator, and those that the coordinator may take off the menu. */
  'list-courses': {
    args: object;
    result: Readonly<Record<'own' | 'waiting' | 'published', readonly CourseLine[]>>;
  };
  'show-course': { args: { readonly courseId: CourseId }; result: { readonly course?: CourseView } };
  /** Without an id a new one. A published course with other words waits for a coordinator again. */
  'save-course': {
    args: { readonly courseId?: CourseId; readonly content: CourseContent };
    result:
      | { readonly ok: true; readonly course: CourseView }
      | { readonly ok: false; readonly reason: 'not_found' | 'not_your_topic' | 'too_many' };
  };
  /** The bytes come from the channel, fetched before the transaction. */
  'add-slide': {
    args: { readonly courseId: CourseId; readonly fileId: string; readonly name: string };
    result:
      | { readonly ok: true; readonly course: CourseView }
      | { readonly ok: false; readonly reason: 'not_found' | 'unreadable' | 'wrong_type' | 'too_many' };
  };
  'remove-slide': { args: { readonly courseId: CourseId; readonly slideId: number }; result: CourseActed };
  'submit-course': { args: { readonly courseId: CourseId }; result: CourseActed };
  'withdraw-course': { args: { readonly courseId: CourseId }; result: CourseActed };
  'publish-course': { args: { readonly courseId: CourseId; readonly revision: string }; result: CourseActed };
  /** 退回, also of a published one, with the reason for the speaker. */
  'return-course': {
    args: { readonly courseId: CourseId; readonly revision: string; readonly text: string };
    result: CourseActed;
  };
}

export const maxTitle = 40;
export const talkMinuteChoices = [30, 40, 60, 90, 120] as const;
export const fewestMinutes = 10;
export const mostMinutes = 300;
export const maxSlides = 5;
