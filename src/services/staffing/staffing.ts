// The commands of domain/commands-staffing.ts, each with its service.

import type { StaffingCommands } from '../../domain/commands-staffing.ts';
import type { Handlers } from '../handlers.ts';
import { openClaim, previewClaim } from './claim.ts';
import { endDuty } from './duty-end.ts';
import { listRecallable, previewRecall } from './duty-recall.ts';
import { approveRecall } from './duty-recall-approve.ts';
import { askHandOver, decideHandOver, listColleagues } from './hand-over.ts';
import { assign, listEligible } from './move-talk-by-hand.ts';

export const staffingHandlers: Handlers<keyof StaffingCommands> = {
  'list-eligible': listEligible,
  assign,
  'open-claim': openClaim,
  'preview-claim': previewClaim,
  'list-colleagues': listColleagues,
  'ask-hand-over': askHandOver,
  'decide-hand-over': decideHandOver,
  'list-recallable': listRecallable,
  'end-duty': endDuty,
  'preview-recall': previewRecall,
  'approve-recall': approveRecall,
};
