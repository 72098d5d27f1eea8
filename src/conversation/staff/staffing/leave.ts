// 离队: a speaker leaves the team. From now on and for good, otherwise as with 临时任务.

import { createDutyDialogue } from './duty.ts';

export const leave = createDutyDialogue({
  name: 'leave',
  ask: 'leave.ask_who',
  check: 'leave.check',
  approve: 'leave.approve',
  tap: 'leave.tap',
  done: 'leave.done',
});
