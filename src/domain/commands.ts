// What the dialogues can ask of the services, and what comes back: one table of name → arguments and result.
// Results are values, also where something cannot be done; only faults throw.

import type { Acted } from './acted.ts';
import type { CaseCommands } from './commands-cases.ts';
import type { CoordinatorCommands } from './commands-coordinator.ts';
import type { CourseCommands } from './commands-courses.ts';
import type { DeputyCommands, DeputyStaffCommands, SchoolCommands } from './commands-deputy.ts';
import type { GuestCommands } from './commands-guest.ts';
import type { KitCommands } from './commands-kits.ts';
import type { MenuCommands } from './commands-menu.ts';
import type { PlanCommands } from './commands-plan.ts';
import type { RequestCommands } from './commands-request.ts';
import type { RosterCommands } from './commands-roster.ts';
import type { SpeakerCommands } from './commands-speaker.ts';
import type { StaffingCommands } from './commands-staffing.ts';
import type { Draft, TalkWindow } from './draft.ts';
import type { OrderId } from './ids.ts';
import type { Locale } from './locale.ts';
import type { CancelReason, OrderState } from './order-lifecycle.ts';
import type { OrderView } from './order-view.ts';
import type { OwnData } from './own-data.ts';

export interface CommandTable
  extends RequesterCommands,
    CoordinatorCommands,
    SpeakerCommands,
    RequestCommands,
    CaseCommands,
    CourseCommands,
    GuestCommands,
    RosterCommands,
    PlanCommands,
    KitCommands,
    MenuCommands,
    StaffingCommands,
    SchoolCommands,
    DeputyCommands,
    DeputyStaffCommands {}

export type CommandType = keyof CommandTable;
export type Args<K extends CommandType> = CommandTable[K]['args'];
export type Result<K extends CommandType> = CommandTable[K]['result'];
export type Command = { [K in CommandType]: { readonly type: K } & CommandTable[K]['args'] }[CommandType];
export type Outcome = {
  [K in CommandType]: { readonly type: K; readonly result: CommandTable[K]['result'] };
}[CommandType];

export interface RequesterCommands {
  'submit-order': {
    args: { readonly draft: Draft };
    result:
      | { readonly ok: true; readonly numbers: readonly string[]; readonly batchNumber?: string }
      | {
          readonly ok: false;
          readonly reason: 'past' | 'too_far' | 'unknown_place' | 'course_gone' | 'incomplete' | 'too_many';
        };
  };
  'list-orders': { args: object; result: { readonly orders: readonly OrderView[] } };
  'show-order': { args: { readonly orderId: OrderId }; result: { readonly order?: OrderView } };
  'find-order': {
    args: { readonly number: string; readonly phone: string };
    result:
      | {
          readonly found: true;
          readonly order: { readonly number: string; readonly state: OrderState; readonly view: OrderView };
        }
      /** `wait`: too many wrong ones, so this one was not looked at. */
      | { readonly found: false; readonly wait?: true };
  };
  'cancel-order': {
    args: { readonly orderId: OrderId; readonly version: number; readonly reason: CancelReason };
    result: Acted;
  };
  'move-order': {
    args: { readonly orderId: OrderId; readonly version: number; readonly window: TalkWindow };
    result: Acted | { readonly ok: false; readonly reason: 'past' };
  };
  'add-question': { args: { readonly orderId: OrderId; readonly text: string }; result: Acted };
  'rate-order': {
    args: { readonly orderId: OrderId; readonly score?: number; readonly comment?: string };
    result: Acted | { readonly ok: false; readonly reason: 'not_open' };
  };
  'answer-counter': {
    args: { readonly counterOfferId: number; readonly yes: boolean };
    result: Acted;
  };
  'answer-inquiry': { args: { readonly inquiryId: number; readonly text: string }; result: Acted };
  'set-locale': { args: { readonly locale: Locale }; result: { readonly locale: Locale } };
  forget: {
    args: object;
    /** Those that stand in the way; none: everything is forgotten. */
    result: {
      readonly openOrders: readonly { readonly id: OrderId; readonly number: string; readonly version: number }[];
    };
  };
  'export-data': { args: object; result: OwnData };
}
