// Every command of the dialogues and the service that carries it out.

import type { Command, CommandTable, CommandType, Outcome } from '../domain/commands.ts';
import { courseHandlers } from './courses/handlers.ts';
import { deputyHandlers } from './deputy/handlers.ts';
import type { Handlers } from './handlers.ts';
import { caseMonths, readCases, takeCases } from './import/case-counts.ts';
import { menuHandlers } from './menu.ts';
import {
  complete,
  coordinatorCancel,
  merge,
  queue,
  recall,
  refuse,
  showCard,
  today,
} from './order/coordinator-orders.ts';
import { answerCounter, answerInquiry, askRequester, counterOffer } from './order/counter-offer.ts';
import { deliver, deliverForSpeaker, logTalk, tally, undoDeliver } from './order/deliver-order.ts';
import { enterOrder, walkInOrder } from './order/enter-order.ts';
import { phoneDone, phoneList } from './order/phone-tasks.ts';
import {
  addQuestion,
  cancelOrder,
  findOrder,
  listOrders,
  moveOrder,
  rateOrder,
  showOrder,
} from './order/requester-orders.ts';
import { submitOrder } from './order/submit-order.ts';
import { unreported } from './order/unreported.ts';
import { exportData } from './own-data/export-data.ts';
import { forget } from './own-data/forget.ts';
import { join, setLocale } from './persons.ts';
import { requestHandlers } from './requests/requests.ts';
import { rosterHandlers } from './roster/roster.ts';
import { acceptOffer, answerForSpeaker, declineOffer, withdraw } from './staffing/answer-offer.ts';
import { approve, approveAll } from './staffing/approve-order.ts';
import { inviteGuest } from './staffing/guest.ts';
import { addKit, listKits, switchKit } from './staffing/kits.ts';
import { runPlan, showPlan } from './staffing/show-plan.ts';
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
} from './staffing/speaker-talks.ts';
import { staffingHandlers } from './staffing/staffing.ts';
import type { Who, Work } from './work.ts';

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
  ...menuHandlers,
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
