// Every command of the dialogues and the service that carries it out.

import type { Command, CommandTable, CommandType, Outcome } from '../domain/commands.ts';
import { acceptOffer, answerForSpeaker, declineOffer, withdraw } from './answer-offer.ts';
import { approve, approveAll } from './approve-order.ts';
import { caseMonths, readCases, takeCases } from './case-counts.ts';
import { complete, coordinatorCancel, merge, queue, recall, refuse, showCard, today } from './coordinator-orders.ts';
import { answerCounter, answerInquiry, askRequester, counterOffer } from './counter-offer.ts';
import { courseHandlers } from './course-handlers.ts';
import { deliver, deliverForSpeaker, logTalk, tally, undoDeliver } from './deliver-order.ts';
import { deputyHandlers } from './deputy/handlers.ts';
import { enterOrder, walkInOrder } from './enter-order.ts';
import { exportData } from './export-data.ts';
import { forget } from './forget.ts';
import { inviteGuest } from './guest.ts';
import { addKit, listKits, switchKit } from './kits.ts';
import { join, setLocale } from './persons.ts';
import { phoneDone, phoneList } from './phone-tasks.ts';
import {
  addQuestion,
  cancelOrder,
  findOrder,
  listOrders,
  moveOrder,
  rateOrder,
  showOrder,
} from './requester-orders.ts';
import { requestHandlers } from './requests.ts';
import { rosterHandlers } from './roster.ts';
import { runPlan, showPlan } from './show-plan.ts';
import {
  addAway,
  addPhoto,
  agenda,
  answerQuestion,
  listAway,
  noteQuestion,
  owedAnswers,
  removeAway,
  showTalk,
} from './speaker-talks.ts';
import { staffingHandlers } from './staffing.ts';
import { submitOrder } from './submit-order.ts';
import { unreported } from './unreported.ts';
import type { Who, Work } from './work.ts';

export type Handlers<Types extends CommandType = CommandType> = {
  readonly [K in Types]: (work: Work, who: Who, args: CommandTable[K]['args']) => Promise<CommandTable[K]['result']>;
};

const handlers: Handlers = {
  'submit-order': submitOrder,
  'list-orders': listOrders,
  'show-order': showOrder,
  'find-order': findOrder,
  'cancel-order': cancelOrder,
  'move-order': moveOrder,
  'add-question': addQuestion,
  'rate-order': rateOrder,
  'answer-counter': answerCounter,
  'answer-inquiry': answerInquiry,
  'set-locale': setLocale,
  forget,
  'export-data': exportData,
  queue,
  unreported,
  today,
  'show-card': showCard,
  approve,
  'approve-all': approveAll,
  'answer-for-speaker': answerForSpeaker,
  'deliver-for-speaker': deliverForSpeaker,
  refuse,
  'coordinator-cancel': coordinatorCancel,
  recall,
  'counter-offer': counterOffer,
  'ask-requester': askRequester,
  complete,
  'enter-order': enterOrder,
  merge,
  'phone-list': phoneList,
  'phone-done': phoneDone,
  'redeem-invite': join,
  agenda,
  'show-talk': showTalk,
  'accept-offer': acceptOffer,
  'decline-offer': declineOffer,
  withdraw,
  deliver,
  'undo-deliver': undoDeliver,
  'add-photo': addPhoto,
  tally,
  'note-question': noteQuestion,
  'owed-answers': owedAnswers,
  'answer-question': answerQuestion,
  'list-away': listAway,
  'add-away': addAway,
  'remove-away': removeAway,
  'walk-in-order': walkInOrder,
  'log-talk': logTalk,
  'case-months': caseMonths,
  'read-cases': readCases,
  'import-cases': takeCases,
  'list-kits': listKits,
  'add-kit': addKit,
  'switch-kit': switchKit,
  'show-plan': showPlan,
  'run-plan': runPlan,
  'invite-guest': inviteGuest,
  ...courseHandlers,
  ...requestHandlers,
  ...rosterHandlers,
  ...staffingHandlers,
  ...deputyHandlers,
};

/** Carries out one command within the unit of work. */
export async function execute(work: Work, who: Who, command: Command): Promise<Outcome> {
  return run(command.type, command);

  // One name for the type links the handler's arguments to its result.
  async function run<K extends CommandType>(type: K, args: CommandTable[K]['args']): Promise<Outcome> {
    const handler: Handlers[K] = handlers[type];
    const outcome = { type, result: await handler(work, who, args) };
    return outcome as Outcome;
  }
}
