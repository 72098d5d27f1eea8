// Every command about legal deputy principals (法治副校长), and the service that carries it out.

import type { DeputyCommands, DeputyStaffCommands, SchoolCommands } from '../../domain/commands-deputy.ts';
import type { Handlers } from '../handlers.ts';
import {
  acceptAppointment,
  bureauApprove,
  bureauRefuse,
  confirmDeputy,
  declineAppointment,
  refuseDeputy,
} from './answer.ts';
import { inviteContact, listContacts, removeContact } from './contacts.ts';
import { endAppointment } from './end.ts';
import { evaluateAsStaff, evaluateDeputy, tallyDeputy } from './evaluate.ts';
import { correctHours, hourEntries, logHours } from './hours.ts';
import { deputyOverview, listSchools, myAppointments, showAppointment } from './overview.ts';
import { addTraining, deputyPool, listTraining, setProfile, takeBackTraining } from './people.ts';
import { recommendDeputy, showDeputyRequest } from './recommend.ts';
import { withdrawRecommendation } from './reopen.ts';
import { refuseRequest, requestDeputy, withdrawRequest } from './requests.ts';
import { listDeputiesFor, mySchools } from './school-desk.ts';

export const deputyHandlers: Handlers<keyof (SchoolCommands & DeputyCommands & DeputyStaffCommands)> = {
  'my-schools': mySchools,
  'list-deputies-for': listDeputiesFor,
  'request-deputy': requestDeputy,
  'withdraw-deputy-request': withdrawRequest,
  'confirm-deputy': confirmDeputy,
  'refuse-deputy': refuseDeputy,
  'evaluate-deputy': evaluateDeputy,
  'tally-deputy': tallyDeputy,
  'my-appointments': myAppointments,
  'accept-appointment': acceptAppointment,
  'decline-appointment': declineAppointment,
  'log-hours': logHours,
  'hour-entries': hourEntries,
  'correct-hours': correctHours,
  'deputy-overview': deputyOverview,
  'show-deputy-request': showDeputyRequest,
  'recommend-deputy': recommendDeputy,
  'refuse-deputy-request': refuseRequest,
  'withdraw-recommendation': withdrawRecommendation,
  'bureau-approve': bureauApprove,
  'bureau-refuse': bureauRefuse,
  'show-appointment': showAppointment,
  'end-appointment': endAppointment,
  'deputy-pool': deputyPool,
  'set-deputy-profile': setProfile,
  'add-training': addTraining,
  'list-training': listTraining,
  'take-back-training': takeBackTraining,
  'list-schools': listSchools,
  'invite-school-contact': inviteContact,
  'school-contacts': listContacts,
  'remove-school-contact': removeContact,
  'evaluate-as-staff': evaluateAsStaff,
};
