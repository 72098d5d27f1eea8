// A school asks for its 法治副校长 itself.

import { text } from '../../../domain/message.ts';
import { told } from '../../answers.ts';
import { createRequestDialogue } from '../../deputy-request/request.ts';
import { requestLine } from '../../deputy-request/standing.ts';
import { choice } from '../../dialogue.ts';
import { residentNav } from '../../nav.ts';
import { notForYou, notYours, which } from './school.ts';

const home = (schoolId: number) => choice(`/deputy ${schoolId}`, text('school.menu'));

export const requestDeputy = createRequestDialogue({
  nav: residentNav,
  load: () => ({ type: 'my-schools' }),
  home,
  which: (schools) => which(schools, '/request_deputy'),
  none: notForYou,
  notYours,
  sent: (requests, schoolId) => told({ lines: [text('school.sent'), ...requests.map(requestLine)] }, home(schoolId)),
});
