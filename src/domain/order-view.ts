// What somebody may see of an order. The services fill in only what the viewer is allowed to know.

import type { TalkWindow } from './draft.ts';
import type { CourseId, FormatId, OrderId, QuestionId, SpeakerId, TopicId } from './ids.ts';
import type { Place } from './menu.ts';
import type { Names } from './message.ts';
import type { OrderAction, OrderState } from './order-lifecycle.ts';
import type { Candidate, Relaxations, RuleCode, WarningCode } from './proposal.ts';

export interface QuestionView {
  readonly id: QuestionId;
  readonly text: string;
  readonly state: 'open' | 'answered' | 'owed';
  readonly answer?: string;
}

export interface OrderView {
  readonly id: OrderId;
  readonly number: string;
  readonly version: number;
  readonly state: OrderState;
  readonly batchNumber?: string;
  readonly topicId?: TopicId;
  readonly topic?: Names;
  readonly course?: { readonly id: CourseId; readonly titles: Names };
  /** Not on the menu, in the requester's words. */
  readonly wish?: string;
  readonly formatId: FormatId;
  readonly format: Names;
  readonly place: Place;
  readonly placeName: Names;
  readonly township?: Names;
  /** A map can show it. */
  readonly point?: { readonly latitude: number; readonly longitude: number };
  readonly windows: readonly TalkWindow[];
  /** Agreed at approval, ISO instants. */
  readonly startsAt?: string;
  readonly endsAt?: string;
  readonly audience: string;
  readonly size?: number;
  readonly language: string;
  readonly wantsDeputy: boolean;
  readonly preferredSpeaker?: string;
  readonly spot?: string;
  readonly access?: string;
  readonly contact?: { readonly name?: string; readonly phone?: string };
  readonly questions: readonly QuestionView[];
  /** The speaker who was asked or has accepted, and whoever goes along. */
  readonly speaker?: SpeakerView;
  readonly assistant?: SpeakerView;
  /** What has to be brought. */
  readonly kits?: readonly string[];
  /** What the speaker who looks was asked to be, and whether they have said yes. */
  readonly own?: { readonly part: 'lead' | 'assistant'; readonly accepted: boolean; readonly claim?: boolean };
  /** 抢单: so many were asked and have not answered. */
  readonly claim?: { readonly asked: number; readonly answerBy: string };
  /** Why a coordinator chose this speaker against a warning, in words. */
  readonly note?: string;
  /** Until when the speaker who was asked may answer, ISO instant. */
  readonly answerBy?: string;
  readonly counterOffer?: { readonly id: number; readonly window: TalkWindow };
  /** The requester, who has no chat here, was asked something: what they say on the phone can be entered. */
  readonly askedByPhone?: boolean;
  readonly inquiry?: { readonly id: number; readonly text: string; readonly answer?: string };
  readonly proposal?: ProposalView;
  readonly deliveredAt?: string;
  readonly rating?: { readonly mean: number; readonly count: number; readonly own?: number };
  readonly record?: {
    readonly headMin?: number;
    readonly headMax?: number;
    readonly classHours?: number;
    readonly photos: number;
  };
  readonly ratingUrl?: string;
  readonly last?: LastEvent;
}

export interface SpeakerView {
  readonly id: SpeakerId;
  readonly name: string;
  readonly phone?: string;
  /** Has no chat here: everything is told and answered by phone. */
  readonly byPhone?: boolean;
  readonly accepted?: boolean;
}

/** An order in a list of what waits. */
export type WaitingOrder = Pick<
  OrderView,
  'id' | 'number' | 'version' | 'state' | 'topic' | 'wish' | 'placeName' | 'proposal'
>;

/** Who did the last thing; `name` only where the doer is staff. */
export interface LastEvent {
  readonly action: OrderAction;
  readonly actor: string;
  readonly name?: string;
  readonly reason?: string;
  readonly at: string;
}

/** With the names of the speaker and of the second person. */
export type NamedCandidate = Candidate & {
  readonly name: string;
  readonly assistant?: string;
  readonly kits?: readonly string[];
};

export interface ProposalView {
  readonly candidates: readonly NamedCandidate[];
  readonly refusals: Partial<Record<RuleCode, number>>;
  readonly warnings: readonly WarningCode[];
  /** What would have to change, where nobody can. */
  readonly relaxations?: Relaxations;
}
