// The staff bot's commands, and who may begin them. The services check again: a role can be lost at any time.

import { text } from '../../domain/message.ts';
import { ended, handOver, told } from '../answers.ts';
import type { Script } from '../converse.ts';
import type { Dialogue, PersonFacts } from '../dialogue.ts';
import { createLanguage } from '../language.ts';
import { createOrderDialogue } from '../order/order.ts';
import { undoDeliver } from './after-delivery.ts';
import { approve, approveAll } from './approve.ts';
import { card, orderByNumber } from './card.ts';
import { cases } from './cases.ts';
import { complete } from './complete.ts';
import { deliver } from './deliver.ts';
import { editMenu, menuRow, nameTopic, switchMenuRow, timeFormat } from './edit-menu.ts';
import { answerFor, counterFor } from './for-requester.ts';
import { acceptFor, declineFor, deliverFor } from './for-speaker.ts';
import { help } from './help.ts';
import { join } from './join.ts';
import { menu, menuReply, rolesOf } from './menu.ts';
import { owed } from './owed.ts';
import { phoneDone, phoneList } from './phone-list.ts';
import { photo } from './photo.ts';
import { queue } from './queue.ts';
import { decline, refuse, staffCancel, withdraw } from './reason.ts';
import { away } from './staffing/away.ts';
import { claim } from './staffing/claim.ts';
import { type Duty, duty } from './staffing/duty.ts';
import { endDuty } from './staffing/duty-end.ts';
import { denyHandOver, grantHandOver, handOverList, handTo } from './staffing/hand-over.ts';
import { addKit, kits, switchKit } from './staffing/kits.ts';
import { leave } from './staffing/leave.ts';
import { move } from './staffing/move.ts';
import { plan, replan } from './staffing/plan.ts';
import { reassign } from './staffing/reassign.ts';
import { recall } from './staffing/recall.ts';
import { retime } from './staffing/retime.ts';
import { accept, agenda, qr, talk } from './talk.ts';
import { tally } from './tally.ts';
import { answerQuestion, askRequester, merge, noteQuestion } from './text-questions.ts';
import { today } from './today.ts';
import { unreported } from './unreported.ts';

/** A coordinator's day is everybody's talks, a speaker's his own. */
const todayOrAgenda: Dialogue<string> = {
  ...today,
  start: (opening, facts) =>
    facts.person.coordinatorId === undefined ? handOver('/agenda') : today.start(opening, facts),
};

/** 临时任务 is for a coordinator to enter; a speaker who says it is away. */
const dutyOrAway: Dialogue<Duty> = {
  ...duty,
  start: (opening, facts) =>
    facts.person.coordinatorId === undefined ? handOver('/away') : duty.start(opening, facts),
};

const language = createLanguage((facts, news) => menuReply(rolesOf(facts), facts, news));
const everybody: Script['routes'] = {
  menu,
  start: join,
  help,
  language,
  today: todayOrAgenda,
  recall_speaker: dutyOrAway,
};

const coordinators: Script['routes'] = {
  queue,
  unreported,
  card,
  order: orderByNumber,
  approve,
  approve_all: approveAll,
  reassign,
  retime,
  ask: askRequester,
  refuse,
  complete,
  recall,
  assign: move,
  claim,
  grant_hand_over: grantHandOver,
  deny_hand_over: denyHandOver,
  duty,
  end_duty: endDuty,
  leave,
  counter_for: counterFor,
  answer_for: answerFor,
  accept_for: acceptFor,
  decline_for: declineFor,
  deliver_for: deliverFor,
  staff_cancel: staffCancel,
  merge,
  phone_list: phoneList,
  phone_done: phoneDone,
  enter: createOrderDialogue('phone'),
  plan,
  replan,
  kits,
  switch_kit: switchKit,
  add_kit: addKit,
  edit_menu: editMenu,
  menu_row: menuRow,
  switch_menu_row: switchMenuRow,
  name_topic: nameTopic,
  time_format: timeFormat,
  cases,
};

const speakers: Script['routes'] = {
  accept,
  decline,
  withdraw,
  hand_over: handOverList,
  hand_to: handTo,
  talk,
  deliver,
  undo_deliver: undoDeliver,
  photo,
  tally,
  qr,
  agenda,
  away,
  owed,
  answer_question: answerQuestion,
  note: noteQuestion,
  walkin: createOrderDialogue('walk_in'),
  log: createOrderDialogue('log'),
};

export const staffRoutes: Script['routes'] = {
  ...everybody,
  ...onlyFor('coordinatorId', coordinators),
  ...onlyFor('speakerId', speakers),
};

type Role = 'coordinatorId' | 'speakerId' | 'bureauId';

/** Somebody of another role is told so; a stranger is asked for the invite code. Where several may, any will do. */
export function onlyFor(role: Role | readonly [Role, ...Role[]], routes: Script['routes']): Script['routes'] {
  const roles = typeof role === 'string' ? ([role] as const) : role;
  return Object.fromEntries(Object.entries(routes).map(([command, dialogue]) => [command, guarded(roles, dialogue)]));
}

function guarded(roles: readonly [Role, ...Role[]], dialogue: Dialogue): Dialogue {
  return {
    ...dialogue,
    start(opening, facts) {
      if (roles.some((role) => facts.person[role] !== undefined)) return dialogue.start(opening, facts);
      if (isStranger(facts.person)) return handOver('/start');
      return ended(told(text(onlyTexts[roles[0]])));
    },
  };
}

const onlyTexts = {
  coordinatorId: 'staff.only_coordinators',
  speakerId: 'staff.only_speakers',
  bureauId: 'deputy.only_bureau',
} as const;

export const isStranger = ({ coordinatorId, speakerId, bureauId }: PersonFacts): boolean =>
  coordinatorId === undefined && speakerId === undefined && bureauId === undefined;
