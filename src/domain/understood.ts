// What a sentence says about the talk somebody wants. Produced by understanding/, read by the dialogues.

import type { Half, LocalDay } from './calendar.ts';
import type { CourseId, FormatId, SpeakerId, TopicId } from './ids.ts';
import type { Language, Place } from './menu.ts';

export interface Understood {
  /** Somebody is in danger or being defrauded right now. */
  readonly urgent: boolean;
  /** The person asks for a talk (想约一场…, book a talk). */
  readonly wantsTalk: boolean;
  readonly topicId?: TopicId;
  readonly formatId?: FormatId;
  /** A course, by its title. Its topic is `topicId`. */
  readonly courseId?: CourseId;
  /** All places named; several where one name fits several. */
  readonly places: readonly Place[];
  /** True where `places` are alternatives for one name, and the person must choose. */
  readonly ambiguousPlace: boolean;
  readonly day?: LocalDay;
  /** The only day named is over: nobody orders for it, but a 补录 tells of it. */
  readonly pastDay?: LocalDay;
  readonly half?: Half;
  readonly period?: number;
  /** The hour that was named, in minutes after midnight, where a talk of that half-day can begin about then. */
  readonly clock?: number;
  /** 八点 alone is read as the morning's: the evening's, for a talk that is held then. */
  readonly otherwise?: { readonly half: Half; readonly clock: number };
  readonly size?: number;
  readonly phone?: string;
  readonly language?: Language;
  /** Somebody of the team, asked for by name. */
  readonly speakerId?: SpeakerId;
  /** 法治副校长: the school's legal deputy principal is meant to come. */
  readonly wantsDeputy?: boolean;
}
