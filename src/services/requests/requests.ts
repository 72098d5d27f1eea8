// Every command of 诉求 and the service that carries it out.

import type { RequestCommands } from '../../domain/commands-request.ts';
import type { Handlers } from '../handlers.ts';
import { answerRequest, closeRequest, listRequests, showRequest, takeRequest } from './coordinator-requests.ts';
import { addToRequest, listMyRequests, submitRequest } from './resident-requests.ts';

export const requestHandlers: Handlers<keyof RequestCommands> = {
  'submit-request': submitRequest,
  'list-my-requests': listMyRequests,
  'add-to-request': addToRequest,
  'list-requests': listRequests,
  'show-request': showRequest,
  'take-request': takeRequest,
  'answer-request': answerRequest,
  'close-request': closeRequest,
};
