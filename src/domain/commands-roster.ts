// 宣讲队: what speakers and coordinators can have done to the roster, and 自荐, by which people come to it from outside.
// Which of it somebody may do, and to whom, is decided by the services.

import type { AreaId, SpeakerId, TopicId } from './ids.ts';
import type { Language } from './menu.ts';
import type { Names } from './message.ts';
import type { WorkingHours } from './working-hours.ts';

export type SpeakerKind =
  | 'police'
  | 'auxiliary'
  | 'village_police'
  | 'volunteer_police'
  | 'practitioner'
  | 'volunteer'
  | 'guest';
/** As which somebody can be taken into the team. */
export const teamKinds: readonly SpeakerKind[] = [
  'police',
  'auxiliary',
  'village_police',
  'volunteer_police',
  'practitioner',
  'volunteer',
];
/** As which people can come of themselves. */
export const applicantKinds: readonly SpeakerKind[] = [
  'volunteer_police',
  'practitioner',
  'volunteer',
  'village_police',
];
export type JoinedBy = 'organisation' | 'branch' | 'self';

export const mostPerDay = 5;
export const mostPerWeek = 21;
export const leastShare = 0.1;
export const mostShare = 3;
/** The longest name that is taken. */
export const maxName = 30;

/** A speaker's or an applicant's name: with a letter in it, and not too long. */
export const isName = (name: string): boolean => /\p{L}/u.test(name) && [...name].length <= maxName;

export interface Named<Id> {
  readonly id: Id;
  readonly names: Names;
}

export interface ProfileView {
  readonly id: SpeakerId;
  readonly name: string;
  readonly kind: SpeakerKind;
  readonly joinedBy: JoinedBy;
  readonly home: Names;
  readonly active: boolean;
  /** At how many schools they are legal deputy principal (法治副校长). */
  readonly schools: number;
  /** Is in the staff chat. */
  readonly joined: boolean;
  /** The viewer's own: some things are for others to decide. */
  readonly own: boolean;
  readonly topics: readonly Named<TopicId>[];
  /** Asked for, and not decided. */
  readonly requested: readonly (Named<TopicId> & { readonly requestId: number })[];
  readonly formats: readonly Named<number>[];
  readonly languages: readonly string[];
  /** Empty: any time. */
  readonly hours: readonly WorkingHours[];
  /** Empty: everywhere. */
  readonly areas: readonly Named<AreaId>[];
  readonly weeklyLimit: number;
  readonly dailyLimit: number;
  readonly canAssist: boolean;
  readonly clearedForMinors: boolean;
  readonly targetShare: number;
}

export type ProfileEdit =
  /** A speaker can only give topics up; a coordinator sets them. */
  | { readonly what: 'topics'; readonly topicIds: readonly TopicId[] }
  | { readonly what: 'formats'; readonly formatIds: readonly number[] }
  | { readonly what: 'languages'; readonly languages: readonly Language[] }
  | { readonly what: 'hours'; readonly hours: readonly WorkingHours[] }
  | { readonly what: 'areas'; readonly areaIds: readonly AreaId[] }
  | { readonly what: 'weekly' | 'daily'; readonly most: number }
  | { readonly what: 'assist'; readonly yes: boolean }
  /** For coordinators, and never for oneself. */
  | { readonly what: 'minors' | 'active'; readonly yes: boolean }
  | { readonly what: 'share'; readonly share: number };

export type ProfileEdited =
  | { readonly ok: true; readonly profile: ProfileView }
  | { readonly ok: false; readonly reason: 'not_found' }
  | {
      readonly ok: false;
      /** Not one's own to decide, out of bounds, nothing left, not on the menu, talks stand, has it, has asked for it. */
      readonly reason: 'own' | 'range' | 'nothing' | 'unknown' | 'has_talks' | 'held' | 'waiting';
      readonly profile: ProfileView;
    };

export interface TeamMember {
  readonly id: SpeakerId;
  readonly name: string;
  readonly kind: SpeakerKind;
  readonly active: boolean;
  readonly topics: readonly Names[];
  /** Is in the pool of 法治副校长 already. */
  readonly inPool?: boolean;
}

export interface TopicRequestView {
  readonly id: number;
  readonly speakerId: SpeakerId;
  readonly speaker: string;
  readonly topic: Names;
  readonly holds: readonly Names[];
  /** Absent while nobody has decided. */
  readonly granted?: boolean;
}

export interface NewSpeaker {
  readonly name: string;
  readonly phone?: string;
  readonly kind: SpeakerKind;
  readonly joinedBy: JoinedBy;
  readonly areaId: AreaId;
  readonly topicIds: readonly TopicId[];
}

/** Told once: nobody can read it again. */
export interface Invitation {
  readonly name: string;
  readonly code: string;
  readonly url: string;
  readonly days: number;
}

export type ApplicationState = 'open' | 'accepted' | 'declined' | 'withdrawn';

export interface Application {
  readonly kind: SpeakerKind;
  readonly areaId: AreaId;
  readonly topicIds: readonly TopicId[];
  readonly languages: readonly Language[];
  readonly name: string;
  readonly phone: string;
  readonly about?: string;
}

export interface ApplicationView {
  readonly id: number;
  readonly state: ApplicationState;
  readonly kind: SpeakerKind;
  readonly area: Names;
  readonly topics: readonly Named<TopicId>[];
  readonly languages: readonly string[];
  readonly name?: string;
  readonly phone?: string;
  readonly about?: string;
  /** ISO instant. */
  readonly createdAt: string;
}

export type ApplicationActed =
  | { readonly ok: true; readonly application: ApplicationView }
  | { readonly ok: false; readonly reason: 'not_found' }
  | { readonly ok: false; readonly reason: 'already'; readonly application: ApplicationView };

export interface RosterCommands {
  /** Without a speaker: the own one. */
  'show-profile': { args: { readonly speakerId?: SpeakerId }; result: { readonly profile?: ProfileView } };
  'edit-profile': {
    args: { readonly speakerId?: SpeakerId; readonly edit: ProfileEdit };
    result: ProfileEdited;
  };
  'request-topic': { args: { readonly topicId: TopicId }; result: ProfileEdited };
  'decide-topic': {
    args: { readonly requestId: number; readonly grant: boolean };
    result:
      | { readonly ok: true; readonly request: TopicRequestView }
      | { readonly ok: false; readonly reason: 'not_found' }
      | { readonly ok: false; readonly reason: 'already' | 'own'; readonly request: TopicRequestView };
  };
  'list-team': {
    args: object;
    result: {
      readonly members: readonly TeamMember[];
      readonly applications: number;
      readonly topicRequests: readonly TopicRequestView[];
    };
  };
  'add-speaker': {
    args: NewSpeaker;
    result:
      | { readonly ok: true; readonly speakerId: SpeakerId; readonly invitation: Invitation }
      /** Outside the coordinator's area, somebody of that name is there, something is missing. */
      | { readonly ok: false; readonly reason: 'not_found' | 'namesake' | 'incomplete' };
  };
  /** A new way in for a speaker who has not joined; those made before are void. */
  'invite-speaker': {
    args: { readonly speakerId: SpeakerId };
    result:
      | { readonly ok: true; readonly invitation: Invitation }
      | { readonly ok: false; readonly reason: 'not_found' | 'joined' };
  };
  apply: {
    args: Application;
    result:
      | { readonly ok: true; readonly application: ApplicationView }
      | { readonly ok: false; readonly reason: 'incomplete' | 'too_many' }
      | { readonly ok: false; readonly reason: 'already'; readonly application: ApplicationView };
  };
  /** The newest. `again`: another one can be made. */
  'my-application': {
    args: object;
    result: { readonly application?: ApplicationView; readonly again: boolean };
  };
  'withdraw-application': { args: { readonly applicationId: number }; result: ApplicationActed };
  'list-applications': { args: object; result: { readonly applications: readonly ApplicationView[] } };
  'show-application': {
    args: { readonly applicationId: number };
    result: { readonly application?: ApplicationView };
  };
  /** The topics are those that are granted. */
  'accept-application': {
    args: { readonly applicationId: number; readonly topicIds: readonly TopicId[] };
    result:
      | ApplicationActed
      | { readonly ok: false; readonly reason: 'no_topic'; readonly application: ApplicationView };
  };
  'decline-application': { args: { readonly applicationId: number }; result: ApplicationActed };
}
