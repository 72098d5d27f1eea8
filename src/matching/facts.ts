// What matching knows: plain facts about one order, the speakers and the rules of the day. Whoever loads them
// (store/match-facts.ts) or makes them up (tests) fills exactly these shapes.

import type { Half, LocalDay } from '../domain/calendar.ts';
import type { AreaId, FormatId, OrderId, SchoolId, SpeakerId, TopicId } from '../domain/ids.ts';

export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

export interface OrderToMatch {
  readonly id: OrderId;
  /** Absent for a free wish, which nobody can be matched to until a coordinator names a topic. */
  readonly topicId?: TopicId;
  readonly formatId: FormatId;
  readonly format: FormatFacts;
  readonly place: PlaceFacts;
  /** Best first. */
  readonly windows: readonly WindowFacts[];
  readonly audience: string;
  readonly size?: number;
  readonly language: string;
  readonly preferredSpeakerId?: SpeakerId;
  readonly wantsDeputy: boolean;
  /** When the school has a deputy principal of its own who is active. */
  readonly schoolTerms: readonly Tenure[];
  /** Who declined this order as it stands now. */
  readonly excludedSpeakerIds: readonly SpeakerId[];
}

export interface FormatFacts {
  readonly talkMinutes: number;
  readonly setupMinutes: number;
  readonly clearMinutes: number;
  readonly afterDusk: boolean;
  readonly online: boolean;
}

export interface PlaceFacts {
  readonly areaId: AreaId;
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
  readonly weeklyLimit: number;
  readonly topicIds: readonly TopicId[];
  readonly formatIds: readonly FormatId[];
  readonly appointments: readonly (Tenure & { readonly schoolId: SchoolId })[];
  readonly away: readonly Interval[];
  /** Active bookings of other orders, and the talks already given since the first window's Monday. */
  readonly bookings: readonly BookingFacts[];
  /** Given in the last 90 days, and those already booked. */
  readonly talksLast90Days: number;
  readonly ratingOnTopic?: { readonly mean: number; readonly count: number };
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

/** Points of the terms: once, per talk, per star and per kilometre. */
export interface Weights {
  readonly preference: number;
  readonly ownArea: number;
  readonly perTalkUnderShare: number;
  readonly perStarOverGood: number;
  readonly perKm: number;
}

/** The rules as they come: a preference outweighs the rest, one's own township outweighs a journey across the district. */
export function matchRules(given: Pick<MatchRules, 'now' | 'timeZone'> & Partial<MatchRules>): MatchRules {
  return {
    travelKmh: 40,
    roadFactor: 1.3,
    unknownTravelMinutes: 30,
    leadMinutes: 120,
    weights: {
      preference: 100,
      ownArea: 20,
      perTalkUnderShare: 2,
      perStarOverGood: 10,
      perKm: -0.5,
    },
    farKm: 25,
    overShareTalks: 2,
    ...given,
  };
}
