// What a school's contact can say and tap in the public chat about its 法治副校长.

import type { Script } from '../../converse.ts';
import { confirmDeputy, refuseDeputy, withdrawDeputyRequest } from './answers.ts';
import { evaluateDeputy } from './evaluate.ts';
import { start } from './join.ts';
import { requestDeputy } from './request.ts';
import { deputy } from './school.ts';
import { tallyDeputy } from './tally.ts';

export const schoolRoutes: Script['routes'] = {
  start,
  deputy,
  request_deputy: requestDeputy,
  withdraw_deputy_request: withdrawDeputyRequest,
  confirm_deputy: confirmDeputy,
  refuse_deputy: refuseDeputy,
  evaluate_deputy: evaluateDeputy,
  tally_deputy: tallyDeputy,
};

export const schoolWords: Script['words'] = {
  法治副校长: '/deputy',
  副校长: '/deputy',
  deputy: '/deputy',
  'legal deputy principal': '/deputy',
  申请法治副校长: '/request_deputy',
};
