// What coordinators (派单员) can have done. Every one is checked against the coordinator's area by the service.

import type { Acted, NotFree } from './acted.ts';
import type { LocalDay } from './calendar.ts';
import type { NoteNeeded } from './commands-staffing.ts';
import type { Draft, TalkWindow } from './draft.ts';
import type { FormatId, OrderId, SpeakerId, TopicId } from './ids.ts';
import type { Text } from './message.ts';
import type { CancelReason, RefuseReason } from './order-lifecycle.ts';
import type { OrderView, WaitingOrder } from './order-view.ts';
import type { RuleCode } from './proposal.ts';

export interface CoordinatorCommands {
  queue: {
    args: { readonly batchNumber?: string };
    result: {
      readonly waiting: readonly WaitingOrder[];
      readonly clean: number;
      readonly requests: number;
      readonly phoneTasks: number;
      readonly unreported: number;
      /** Applications, and topics that speakers ask for. */
      readonly team: number;
    };
  };
  /** Talks of the days before today that nobody has reported. */
  unreported: { args: object; result: { readonly orders: readonly OrderView[] } };
  today: { args: { readonly day: LocalDay }; result: { readonly orders: readonly OrderView[] } };
  'show-card': {
    args: { readonly orderId?: OrderId; readonly number?: string };
    result: { readonly order?: OrderView };
  };
  /** Without a speaker: the proposed one. Against a warning nobody else is approved: that takes a reason ('assign'). */
  approve: {
    args: { readonly orderId: OrderId; readonly version: number; readonly speakerId?: SpeakerId };
    result: Acted | NotFree | NoteNeeded;
  };
  /** Everything that waits without a warning, or that of one batch. */
  'approve-all': {
    args: { readonly batchNumber?: string };
    result: {
      readonly approved: readonly string[];
      readonly left: readonly { readonly number: string; readonly rules: readonly RuleCode[] }[];
    };
  };
  refuse: {
    args: { readonly orderId: OrderId; readonly version: number; readonly reason: RefuseReason };
    result: Acted;
  };
  'coordinator-cancel': {
    args: { readonly orderId: OrderId; readonly version: number; readonly reason: CancelReason };
    result: Acted;
  };
  /** What a speaker without a chat said on the phone. */
  'answer-for-speaker': {
    args: {
      readonly orderId: OrderId;
      readonly version: number;
      readonly answer: 'accept' | 'decline';
      /** Whose answer it is; absent: of the only one who is rung up. */
      readonly speakerId?: SpeakerId;
    };
    result: Acted;
  };
  /** 讲完了, told on the phone: without a head count. */
  'deliver-for-speaker': {
    args: { readonly orderId: OrderId; readonly version: number };
    result: Acted | { readonly ok: false; readonly reason: 'too_early' };
  };
  /** 换人 after approval: takes the offer or the accepted talk back. */
  recall: { args: { readonly orderId: OrderId; readonly version: number }; result: Acted };
  /** 另约时间 */
  'counter-offer': {
    args: { readonly orderId: OrderId; readonly version: number; readonly window: TalkWindow };
    result: Acted | { readonly ok: false; readonly reason: 'past' | 'waiting' | 'dusk' };
  };
  /** 问点单人 */
  'ask-requester': {
    args: { readonly orderId: OrderId; readonly text: string };
    result: Acted | { readonly ok: false; readonly reason: 'waiting' };
  };
  /** Completes a free wish, or puts right what was ordered; matching begins anew. */
  complete: {
    args: {
      readonly orderId: OrderId;
      readonly version: number;
      readonly topicId?: TopicId;
      readonly formatId?: FormatId;
    };
    result: Acted;
  };
  /** An order for somebody who called. */
  'enter-order': {
    args: { readonly draft: Draft };
    result:
      | { readonly ok: true; readonly numbers: readonly string[] }
      | { readonly ok: false; readonly reason: 'past' | 'too_far' | 'unknown_place' | 'course_gone' | 'incomplete' };
  };
  /** Puts a duplicate into the order it repeats: cancelled, its questions moved. */
  merge: {
    args: { readonly orderId: OrderId; readonly version: number; readonly intoNumber: string };
    result: Acted | { readonly ok: false; readonly reason: 'no_target' };
  };
  'phone-list': {
    args: object;
    result: {
      readonly tasks: readonly {
        readonly id: number;
        /** The order's that the call is about. */
        readonly number?: string;
        readonly name?: string;
        readonly phone?: string;
        readonly text: Text;
      }[];
    };
  };
  'phone-done': { args: { readonly taskId: number }; result: { readonly ok: boolean } };
}
