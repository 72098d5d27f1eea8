// What matching knows: plain facts about one order, the speakers and the rules of the day. Whoever loads them
// (store/match-facts.ts) or makes them up (tests) fills exactly these shapes.

import type { Half, LocalDay } from '../domain/calendar.ts';
import type { AreaId, FormatId, KitId, OrderId, SchoolId, SpeakerId, TopicId } from '../domain/ids.ts';
import { defaultWeights, type Weights } from '../domain/weights.ts';

export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

export interface OrderToMatch {
  readonly id: OrderId;
  readonly createdAt: Date;
  /** Absent for a free wish, which nobody can be matched to until a coordinator names a topic. */
  readonly topicId?: TopicId;
  readonly formatId: FormatId;
  readonly format: FormatFacts;
  readonly place: PlaceFacts;
  /** Best first. */
  readonly windows: readonly WindowFacts[];
  /** Agreed with the requester: then, and at no other time. */
  readonly agreedAt?: Date;
  readonly audience: string;
  readonly size?: number;
  readonly language: string;
  readonly preferredSpeakerId?: SpeakerId;
  readonly wantsDeputy: boolean;
  /** When the school has a deputy principal of its own who is active. */
  readonly schoolTerms: readonly Tenure[];
  /** Who declined this order as it stands now. */
  readonly excludedSpeakerIds: readonly SpeakerId[];
  /** This village (or school) has heard of this topic this calendar year. */
  readonly covered: boolean;
  /** 0 to 1: how high the case counts of this topic's kind are here, against the district's highest; 0 where unknown. */
  readonly caseIndex: number;
  /** What the standing plan proposes; nobody was asked yet. */
  readonly standing?: { readonly speakerId: SpeakerId; readonly assistantId?: SpeakerId; readonly startsAt: Date };
  /** The order is for a speaker's own course. */
  readonly courseSpeakerId?: SpeakerId;
}

export interface FormatFacts {
  readonly talkMinutes: number;
  readonly setupMinutes: number;
  readonly clearMinutes: number;
  readonly afterDusk: boolean;
  readonly online: boolean;
  /** Who goes: the speaker alone, or the speaker and an assistant. */
  readonly people: 1 | 2;
  /** Kinds of kit that are needed, e.g. 'projector' and 'screen'. */
  readonly kits: readonly string[];
}

export interface PlaceFacts {
  readonly areaId: AreaId;
  /** `areaId` and everything above it, lowest first. */
  readonly areaIds: readonly AreaId[];
  readonly townshipId?: AreaId;
  readonly stationId?: AreaId;
  readonly schoolId?: SchoolId;
  /** Absent where the map has no coordinates for it. */
  readonly point?: Point;
}

export interface WindowFacts {
  /** The requester's order of preference; 0 is the first choice. */
  readonly rank: number;
  readonly day: LocalDay;
  readonly half: Half;
  readonly period?: number;
  /** About when it should begin, in minutes after midnight. */
  readonly clock?: number;
}

/** Half open: valid from `from` up to the day before `until`. */
export interface Tenure {
  readonly from: LocalDay;
  readonly until: LocalDay;
}

export interface Interval {
  readonly from: Date;
  readonly until: Date;
}

/** A blocked time, set-up and clearing away included; `startsAt` is the talk's own beginning. */
export interface BookingFacts extends Interval {
  readonly startsAt: Date;
  /** Only proposed so far: nobody was asked. */
  readonly held?: true;
  readonly online: boolean;
  readonly point?: Point;
}

export interface SpeakerToMatch {
  readonly id: SpeakerId;
  readonly name: string;
  readonly active: boolean;
  readonly homeAreaId: AreaId;
  readonly homeTownshipId?: AreaId;
  readonly homePoint?: Point;
  readonly languages: readonly string[];
  readonly clearedForMinors: boolean;
  readonly dailyLimit: number;
  readonly weeklyLimit: number;
  /** Empty: at any time. */
  readonly workingHours: readonly WorkingHours[];
  /** Empty: everywhere. */
  readonly serviceAreaIds: readonly AreaId[];
  /** 1 is the usual share of the talks, 0.5 half of it; above 0. */
  readonly targetShare: number;
  /** 0 to 1: the part of the last 90 days in which they were in the team and not away. */
  readonly presentShare: number;
  /** Where they have spoken in the last 365 days. */
  readonly served: readonly { readonly areaId: AreaId; readonly schoolId?: SchoolId; readonly talks: number }[];
  /** By listeners, over all topics. */
  readonly rating?: { readonly mean: number; readonly count: number };
  /** A guest lecturer, booked for this one order. */
  readonly onlyOrderId?: OrderId;
  /** May be the second person. */
  readonly canAssist: boolean;
  readonly topicIds: readonly TopicId[];
  readonly formatIds: readonly FormatId[];
  readonly appointments: readonly (Tenure & { readonly schoolId: SchoolId })[];
  readonly away: readonly Interval[];
  /** Active bookings of other orders, and the talks already given since the first window's Monday. */
  readonly bookings: readonly BookingFacts[];
  /** Given in the last 90 days, and those already booked. */
  readonly talksLast90Days: number;
}

/** On that weekday (Monday is 1), in minutes after midnight; an end after 24:00 reaches into the next day. */
export interface WorkingHours {
  readonly weekday: number;
  readonly from: number;
  readonly until: number;
}

/** A projector, a screen, a vehicle: in one place at a time. */
export interface KitToMatch {
  readonly id: KitId;
  readonly kind: string;
  readonly name: string;
  readonly bookings: readonly BookingFacts[];
}

/** Everybody and everything that orders are matched to. */
export interface TeamFacts {
  readonly speakers: readonly SpeakerToMatch[];
  readonly kits: readonly KitToMatch[];
  readonly rules: MatchRules;
  /** Given where they are to stay the same while facts change; else counted from the speakers. */
  readonly targets?: Targets;
}

/** What a plan is made of. */
export interface MatchFacts extends TeamFacts {
  readonly orders: readonly OrderToMatch[];
}

/** What speakers are measured by. */
export interface Targets {
  /** Talks in 90 days that would be each one's fair part, had they been there all the time. */
  readonly expected: ReadonlyMap<SpeakerId, number>;
  /** The team's mean rating; absent while nobody was rated. */
  readonly ratingMean?: number;
}

export interface MatchRules {
  readonly now: Date;
  readonly timeZone: string;
  readonly travelKmh: number;
  /** How much longer the road is than the straight line. */
  readonly roadFactor: number;
  /** Taken for a journey where the map lacks one end. */
  readonly unknownTravelMinutes: number;
  /** A talk begins no sooner than this after now. */
  readonly leadMinutes: number;
  readonly weights: Weights;
  /** From here on the coordinator is warned. */
  readonly farKm: number;
  readonly overShareTalks: number;
}

/** The rules as they come; the weights are a table of their own (domain/weights.ts). */
export function matchRules(given: Pick<MatchRules, 'now' | 'timeZone'> & Partial<MatchRules>): MatchRules {
  return {
    travelKmh: 40,
    roadFactor: 1.3,
    unknownTravelMinutes: 30,
    leadMinutes: 120,
    weights: defaultWeights,
    farKm: 25,
    overShareTalks: 2,
    ...given,
  };
}
