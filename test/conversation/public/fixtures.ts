// An order as its requester sees it, and residents to talk with.

import type { Facts, PersonFacts } from '../../../src/conversation/dialogue.ts';
import { publicScript } from '../../../src/conversation/public-script.ts';
import type { OrderView } from '../../../src/domain/order-view.ts';
import { play, someFacts } from '../../fakes/talk.ts';
import { anOrder } from '../staff/fixtures.ts';

export const phone = '13812345678';

export const myOrder = (changes: Partial<OrderView> = {}): OrderView => anOrder({ contact: { phone }, ...changes });

export const resident = (person: Partial<PersonFacts> = {}, more: Partial<Facts> = {}) =>
  play(publicScript, { ...someFacts, ...more, person: { id: 1, recentPlaces: [], ...person } });
