// Who gives a talk after all: 换人 by hand, 抢单, 请同事代讲, 临时任务 and leaving the team. Areas, offers and every hard
// rule are checked by the services.

import type { Acted, NotFree } from './acted.ts';
import type { Half, LocalDay } from './calendar.ts';
import type { OrderId, SpeakerId } from './ids.ts';
import type { NamedCandidate, OrderView } from './order-view.ts';
import type { Relaxations, RuleCode, Verdict } from './proposal.ts';

/** What a coordinator may do against, giving a reason in words. */
export const softCodes = ['declined_before', 'not_preferred', 'over_share', 'far'] as const;
export type SoftCode = (typeof softCodes)[number];
/** The longest reason. */
export const maxNote = 200;

/** Somebody who may give the talk, and what speaks against asking them. */
export type Eligible = NamedCandidate & { readonly soft?: readonly SoftCode[] };

export type NoteNeeded = {
  readonly ok: false;
  readonly reason: 'note_needed';
  readonly soft: readonly SoftCode[];
  readonly order: OrderView;
};

/** Days are whole, both included; a half only where both are one. */
export interface Span {
  readonly from: LocalDay;
  readonly until: LocalDay;
  readonly half?: Half;
}

/** Nobody comes instead: the rules that are in the way, with how many speakers each keeps away. */
export interface NobodyInstead {
  readonly refusals: Partial<Record<RuleCode, number>>;
  readonly relaxations?: Relaxations;
}

export interface RecallTalk {
  readonly order: OrderView;
  /** What the speaker who is called away was to be. */
  readonly part: 'lead' | 'assistant';
  /** The whole team that is to go now. */
  readonly instead?: NamedCandidate;
  readonly nobody?: NobodyInstead;
}

export interface RecallView {
  readonly id: number;
  readonly speaker: string;
  /** Absent: the speaker leaves the team. */
  readonly span?: Span;
  readonly talks: readonly RecallTalk[];
  /** Proposals that name the speaker: nobody was asked yet, and they are made anew. */
  readonly proposals: number;
  /** Schools whose legal deputy principal the speaker is, and will be no longer. */
  readonly schools: number;
}

/** One of the talks of a speaker who was called away, as it stands now. */
export interface RecalledTalk {
  readonly order: OrderView;
  /** Who comes instead; nobody: somebody is being looked for. */
  readonly instead: readonly string[];
}

export interface Recalled {
  readonly speaker: string;
  readonly span?: Span;
  readonly talks: readonly RecalledTalk[];
  /** Changed since the preview, or new: still the speaker's, or no longer. */
  readonly skipped: readonly OrderView[];
}

export interface HandOverView {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly order: OrderView;
}

export type ClaimOpened =
  | { readonly ok: true; readonly order: OrderView; readonly asked: number }
  | Exclude<Acted, { readonly ok: true }>
  /** Nobody could, or there is no assistant or kit to go along. */
  | { readonly ok: false; readonly reason: 'nobody' | 'no_company'; readonly order: OrderView };

/** 临时任务 as it was entered; `id` is the absence's. */
export interface DutyListed extends Span {
  readonly id: number;
}

export interface StaffingCommands {
  /** 换人: everybody who could, with their reasons, and why the others can't. Where a time is agreed: then, or at any of the requester's times. */
  'list-eligible': {
    args: { readonly orderId: OrderId; readonly anyTime?: boolean };
    result: {
      readonly order?: OrderView;
      readonly candidates: readonly Eligible[];
      /** Whom a rule keeps away. */
      readonly others: readonly (Verdict & { readonly name: string })[];
    };
  };
  /** Gives the talk to this speaker, whoever was asked or has accepted. The note says why, where something speaks against it. */
  assign: {
    args: {
      readonly orderId: OrderId;
      readonly version: number;
      readonly speakerId: SpeakerId;
      readonly anyTime?: boolean;
      readonly note?: string;
    };
    result: Acted | NotFree | NoteNeeded;
  };
  /** 抢单: asks all who could; the first to accept has it. */
  'open-claim': { args: { readonly orderId: OrderId; readonly version: number }; result: ClaimOpened };
  /** How many 抢单 would ask. Nothing changes yet. */
  'preview-claim': { args: { readonly orderId: OrderId; readonly version: number }; result: ClaimOpened };
  /** Who could give the own talk in one's place, at the same time. */
  'list-colleagues': {
    args: { readonly orderId: OrderId };
    result: {
      readonly order?: OrderView;
      readonly colleagues: readonly { readonly id: SpeakerId; readonly name: string }[];
      /** Has been proposed, and waits for a coordinator. */
      readonly waiting?: string;
    };
  };
  /** 请同事代讲: a coordinator decides. */
  'ask-hand-over': {
    args: { readonly orderId: OrderId; readonly version: number; readonly toId: SpeakerId };
    result:
      | { readonly ok: true; readonly order: OrderView; readonly to: string }
      | Exclude<Acted, { readonly ok: true }>
      | NotFree
      | { readonly ok: false; readonly reason: 'waiting'; readonly order: OrderView };
  };
  'decide-hand-over': {
    args: { readonly handOverId: number; readonly grant: boolean };
    result:
      | { readonly ok: true; readonly order: OrderView; readonly from: string; readonly to: string }
      | Exclude<Acted, { readonly ok: true }>
      | NotFree
      /** Somebody else was quicker. */
      | { readonly ok: false; readonly reason: 'decided'; readonly granted: boolean; readonly order: OrderView };
  };
  /** The speakers of the coordinator's area, those of that name first asked for. */
  'list-recallable': {
    args: { readonly search?: string };
    result: {
      readonly speakers: readonly {
        readonly id: SpeakerId;
        readonly name: string;
        readonly talks: number;
        /** Those that are not over. */
        readonly duties?: readonly DutyListed[];
      }[];
    };
  };
  /** The speaker can be asked again from now on; talks that have gone to others stay with them. */
  'end-duty': {
    args: { readonly awayId: number };
    result: { readonly ok: true; readonly speaker: string; readonly span: Span } | { readonly ok: false };
  };
  /** Without a span: the speaker leaves the team. Nothing changes yet. */
  'preview-recall': {
    args: { readonly speakerId: SpeakerId; readonly span?: Span };
    result:
      | { readonly ok: true; readonly recall: RecallView }
      | { readonly ok: false; readonly reason: 'not_found' | 'past' | 'reversed' };
  };
  /** All of it at once, and everybody concerned is told. */
  'approve-recall': {
    args: { readonly recallId: number };
    result:
      | { readonly ok: true; readonly recalled: Recalled }
      /** `changed`: who leaves must leave no talk behind, and some are not as they were shown. */
      | { readonly ok: false; readonly reason: 'not_found' | 'done' | 'left' | 'changed' };
  };
}
