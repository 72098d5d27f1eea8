// Every command about legal deputy principals (法治副校长), and the service that carries it out.

import type { DeputyCommands, DeputyStaffCommands, SchoolCommands } from '../../domain/commands-deputy.ts';
import type { Handlers } from '../commands.ts';

const notFound = async () => ({ ok: false, reason: 'not_found' }) as const;

export const deputyHandlers: Handlers<keyof (SchoolCommands & DeputyCommands & DeputyStaffCommands)> = {
  'my-schools': async () => ({ schools: [] }),
  'list-deputies-for': async () => ({ people: [] }),
  'request-deputy': async () => ({ ok: false, reason: 'not_yours' }),
  'withdraw-deputy-request': notFound,
  'confirm-deputy': notFound,
  'refuse-deputy': notFound,
  'evaluate-deputy': notFound,
  'tally-deputy': notFound,
  'my-appointments': async () => ({ appointments: [] }),
  'accept-appointment': notFound,
  'decline-appointment': notFound,
  'log-hours': notFound,
  'hour-entries': async () => ({ entries: [] }),
  'correct-hours': notFound,
  'deputy-overview': async () => ({ rows: [], requests: [], toDecide: [] }),
  'show-deputy-request': async () => ({ candidates: [] }),
  'recommend-deputy': notFound,
  'refuse-deputy-request': notFound,
  'bureau-approve': notFound,
  'bureau-refuse': notFound,
  'show-appointment': async () => ({}),
  'end-appointment': notFound,
  'deputy-pool': async () => ({ people: [] }),
  'set-deputy-profile': async () => ({ ok: false }),
  'add-training': async () => ({ ok: false }),
  'list-schools': async () => ({ schools: [] }),
  'invite-school-contact': async () => ({ ok: false }),
  'evaluate-as-staff': notFound,
};
