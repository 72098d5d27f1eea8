// What speakers (宣讲员) can have done, and joining, which makes somebody staff.

import type { Acted, NotFree } from './acted.ts';
import type { Half, LocalDay } from './calendar.ts';
import type { Span } from './commands-staffing.ts';
import type { Draft } from './draft.ts';
import type { OrderId, QuestionId, SchoolId } from './ids.ts';
import type { DeclineReason } from './order-lifecycle.ts';
import type { OrderView } from './order-view.ts';

export interface TalkReport {
  readonly headMin: number;
  readonly headMax: number;
  readonly classHours?: number;
  readonly answered: readonly QuestionId[];
  readonly owed: readonly QuestionId[];
}

export interface SpeakerCommands {
  'redeem-invite': {
    args: { readonly code: string };
    result:
      | {
          readonly ok: true;
          readonly role: 'coordinator' | 'speaker' | 'bureau' | 'school_contact';
          readonly name: string;
          /** Whom a school's contact speaks for. */
          readonly schoolId?: SchoolId;
        }
      | { readonly ok: false; readonly reason: 'unknown' | 'used' | 'expired' | 'already_member' | 'too_many' };
  };
  agenda: { args: object; result: { readonly orders: readonly OrderView[] } };
  'show-talk': {
    args: { readonly orderId: OrderId };
    /** `ahead`: it is to be given, and has not begun. */
    result: { readonly order?: OrderView; readonly ahead?: true };
  };
  /** One that was open to all may no longer fit: the hard rules are looked at again. */
  'accept-offer': { args: { readonly orderId: OrderId; readonly version: number }; result: Acted | NotFree };
  'decline-offer': {
    args: { readonly orderId: OrderId; readonly version: number; readonly reason: DeclineReason };
    result: Acted;
  };
  /** 接不了 after having accepted. */
  withdraw: {
    args: { readonly orderId: OrderId; readonly version: number; readonly reason: DeclineReason };
    result: Acted;
  };
  /** 讲完了 */
  deliver: {
    args: { readonly orderId: OrderId; readonly version: number; readonly report: TalkReport };
    result: Acted | { readonly ok: false; readonly reason: 'too_early' };
  };
  'undo-deliver': {
    args: { readonly orderId: OrderId };
    result: Acted | { readonly ok: false; readonly reason: 'too_late' };
  };
  /** The bytes come from the channel, fetched before the transaction. */
  'add-photo': {
    args: { readonly orderId: OrderId; readonly fileId: string };
    result:
      | { readonly ok: true; readonly photos: number }
      | { readonly ok: false; readonly reason: 'not_found' | 'unreadable' | 'too_many' };
  };
  /** A show of hands: how many for 1 to 5. */
  tally: {
    args: { readonly orderId: OrderId; readonly counts: readonly number[] };
    result: Acted | { readonly ok: false; readonly reason: 'not_open' };
  };
  /** 现场答疑: a question from the floor; owed at once where the talk is over. */
  'note-question': { args: { readonly orderId: OrderId; readonly text: string }; result: Acted };
  'owed-answers': {
    args: object;
    result: { readonly owed: readonly { readonly id: QuestionId; readonly number: string; readonly text: string }[] };
  };
  'answer-question': {
    args: { readonly questionId: QuestionId; readonly text: string };
    result: { readonly ok: boolean };
  };
  'list-away': {
    args: object;
    result: {
      readonly away: readonly {
        readonly id: number;
        readonly from: LocalDay;
        readonly until: LocalDay;
        readonly half?: Half;
        /** Called away by a coordinator; not theirs to take back. */
        readonly duty?: true;
      }[];
    };
  };
  /** Days are whole, both included; a half only where from = until. */
  'add-away': {
    args: Span;
    result:
      | { readonly ok: true; readonly span: Span; readonly clashes: readonly OrderView[] }
      | { readonly ok: false; readonly reason: 'past' | 'reversed' };
  };
  'remove-away': { args: { readonly id: number }; result: { readonly ok: boolean } };
  /** 现场接单: for the person in front of the speaker; he is preferred. */
  'walk-in-order': {
    args: { readonly draft: Draft };
    result:
      | { readonly ok: true; readonly numbers: readonly string[] }
      | { readonly ok: false; readonly reason: 'past' | 'too_far' | 'unknown_place' | 'course_gone' | 'incomplete' };
  };
  /** 补录: a talk that nobody ordered. */
  'log-talk': {
    args: { readonly draft: Draft; readonly report: TalkReport };
    result:
      | { readonly ok: true; readonly order: OrderView }
      | { readonly ok: false; readonly reason: 'future' | 'too_old' | 'incomplete' };
  };
}
