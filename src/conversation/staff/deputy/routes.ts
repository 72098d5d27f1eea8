// The commands about legal deputy principals in the staff bot: what coordinators have, what the education bureau has, what
// both have, and what deputies have.

import type { Script } from '../../converse.ts';
import { onlyFor } from '../routes.ts';
import { acceptAppointment, appointment, approveForBureau, bureauApprove, confirmForSchool } from './appointment.ts';
import { inviteContact, removeContact, schoolContacts } from './contacts.ts';
import { endAppointment } from './end.ts';
import { correctHours, hourEntries } from './entries.ts';
import { evaluateDeputy } from './evaluate.ts';
import { logHours } from './log.ts';
import { deputies, deputySchool, report, toDecide } from './overview.ts';
import { appointments } from './own.ts';
import { pool, poolAdd, poolPerson } from './pool.ts';
import { deputyProfile } from './profile.ts';
import {
  bureauRefuse,
  declineAppointment,
  refuseForBureau,
  refuseForSchool,
  withdrawRecommendation,
} from './reasons.ts';
import { deputyRequest, recommendDeputy, recommendUntrained, refuseDeputyRequest } from './request.ts';
import { requestForSchool } from './request-for.ts';
import { addTraining, takeBackTraining, training } from './training.ts';

const coordinators: Script['routes'] = {
  deputy_request: deputyRequest,
  request_deputy: requestForSchool,
  recommend_deputy: recommendDeputy,
  recommend_untrained: recommendUntrained,
  refuse_deputy_request: refuseDeputyRequest,
  end_appointment: endAppointment,
  pool,
  pool_person: poolPerson,
  pool_add: poolAdd,
  deputy_profile: deputyProfile,
  add_training: addTraining,
  training,
  take_back_training: takeBackTraining,
  invite_contact: inviteContact,
  school_contacts: schoolContacts,
  remove_contact: removeContact,
  confirm_deputy: confirmForSchool,
  refuse_deputy: refuseForSchool,
  approve_for_bureau: approveForBureau,
  refuse_for_bureau: refuseForBureau,
  withdraw_recommendation: withdrawRecommendation,
};

const bureau: Script['routes'] = {
  to_decide: toDecide,
  bureau_approve: bureauApprove,
  bureau_refuse: bureauRefuse,
};

const overview: Script['routes'] = {
  deputies,
  deputy_school: deputySchool,
  deputy_report: report,
};

/** A coordinator puts right what somebody can't who is away, or rests. */
const hours: Script['routes'] = {
  log_hours: logHours,
  hour_entries: hourEntries,
  correct_hours: correctHours,
};

/** A coordinator's are what was said on the phone; the evaluation is their own. */
const answers: Script['routes'] = {
  accept_appointment: acceptAppointment,
  decline_appointment: declineAppointment,
  evaluate_deputy: evaluateDeputy,
};

export const deputyRoutes: Script['routes'] = {
  ...onlyFor('coordinatorId', coordinators),
  ...onlyFor('bureauId', bureau),
  ...onlyFor(['coordinatorId', 'bureauId'], overview),
  ...onlyFor('speakerId', { appointments }),
  ...onlyFor(['coordinatorId', 'speakerId', 'bureauId'], { appointment }),
  ...onlyFor(['speakerId', 'coordinatorId'], { ...hours, ...answers }),
};
