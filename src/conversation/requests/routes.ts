// The commands of 诉求 in both bots. Only coordinators may be given the second: the staff bot sees to that.

import type { Script } from '../converse.ts';
import { callback } from './callback.ts';
import { makeRequest } from './make.ts';
import { addWords, myRequest, myRequests } from './mine.ts';
import { close, reply, request, requests, take } from './staff.ts';

export const requestPublicRoutes: Script['routes'] = {
  request: makeRequest,
  callback,
  requests: myRequests,
  my_request: myRequest,
  add_words: addWords,
};

export const requestStaffRoutes: Script['routes'] = { requests, request, take, reply, close };
