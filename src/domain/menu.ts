// 宣讲菜单: what can be ordered, and what fits what. Also the places a talk can be given at.

import type { Half } from './calendar.ts';
import type { AreaId, CourseId, FormatId, SchoolId, SpeakerId, TopicId } from './ids.ts';
import type { Names } from './message.ts';

export interface Topic {
  readonly id: TopicId;
  readonly code: string;
  readonly names: Names;
  readonly keywords: readonly string[];
}

export interface Format {
  readonly id: FormatId;
  readonly code: string;
  readonly names: Names;
  readonly keywords: readonly string[];
  readonly talkMinutes: number;
  readonly setupMinutes: number;
  readonly clearMinutes: number;
  readonly afterDusk: boolean;
  readonly venue: 'school' | 'village' | 'any';
  readonly online: boolean;
}

export type AreaKind = 'district' | 'station' | 'township' | 'village' | 'grid';

export interface Area {
  readonly id: AreaId;
  readonly parentId: AreaId | null;
  readonly kind: AreaKind;
  readonly names: Names;
  readonly aliases: readonly string[];
}

export interface School {
  readonly id: SchoolId;
  readonly areaId: AreaId;
  readonly names: Names;
  readonly aliases: readonly string[];
}

export interface SpeakerCard {
  readonly id: SpeakerId;
  readonly name: string;
  readonly topicIds: readonly TopicId[];
}

/** A speaker's own talk on a topic; nobody else gives it. */
export interface Course {
  readonly id: CourseId;
  /** Its title. */
  readonly names: Names;
  readonly topicId: TopicId;
  readonly speakerId: SpeakerId;
  readonly speaker: string;
  readonly talkMinutes: number;
  readonly audience: Audience;
  readonly outline: string;
}

/** Everything that can be ordered, read once and shared by all dialogues. */
export interface Catalogue {
  readonly topics: readonly Topic[];
  readonly formats: readonly Format[];
  readonly areas: readonly Area[];
  readonly schools: readonly School[];
  readonly speakers: readonly SpeakerCard[];
  readonly courses: readonly Course[];
}

/** A talk's place: a village or community, or a school in one. */
export interface Place {
  readonly areaId: AreaId;
  readonly schoolId?: SchoolId;
}

export type Audience = 'residents' | 'elderly' | 'pupils' | 'parents' | 'workers';
export const audiences: readonly Audience[] = ['residents', 'elderly', 'pupils', 'parents', 'workers'];
export type Language = 'putonghua' | 'qinghai' | 'tibetan';
export const languages: readonly Language[] = ['putonghua', 'qinghai', 'tibetan'];

/** Sizes offered as buttons; any number from 1 to 5000 can be typed. */
export const sizes = [20, 50, 80, 150, 300] as const;
export const maxSize = 5000;
/** Listeners that one talk, or one entry of class hours, can have had. */
export const mostHeads = 20_000;
/** Hands that can be up for one of five scores. */
export const mostHands = 5000;

export const isForMinors = (audience: string): boolean => audience === 'pupils';

export function fits(format: Format, place: Place | undefined, half: Half | undefined): boolean {
  if (format.venue !== 'any' && place && (format.venue === 'school') !== (place.schoolId !== undefined)) return false;
  return !(format.afterDusk && half !== undefined && half !== 'evening');
}

/** The format taken where nobody chose one: the first on the menu that fits. */
export const defaultFormat = (
  formats: readonly Format[],
  place: Place | undefined,
  half: Half | undefined,
): Format | undefined => formats.find((format) => fits(format, place, half));

export const defaultAudience = (place: Place | undefined): Audience =>
  place?.schoolId !== undefined ? 'pupils' : 'residents';

export function placeNames(catalogue: Catalogue, place: Place): Names {
  const found =
    place.schoolId !== undefined
      ? catalogue.schools.find((school) => school.id === place.schoolId)
      : catalogue.areas.find((area) => area.id === place.areaId);
  return found?.names ?? { zh: '—' };
}
