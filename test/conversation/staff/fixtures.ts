// An order as staff see it, and the people who see it.

import type { Facts, PersonFacts } from '../../../src/conversation/dialogue.ts';
import { staffScript } from '../../../src/conversation/staff-script.ts';
import type { OrderView } from '../../../src/domain/order-view.ts';
import { formatId, ledu } from '../../fakes/catalogue.ts';
import { play, someFacts } from '../../fakes/talk.ts';

export const anOrder = (changes: Partial<OrderView> = {}): OrderView => ({
  id: 7,
  number: '1042',
  version: 3,
  state: 'proposed',
  topic: { zh: '防范电信网络诈骗', en: 'Telecom fraud' },
  formatId: formatId('lecture'),
  format: { zh: '社区讲座', en: 'Community lecture' },
  place: { areaId: ledu },
  placeName: { zh: '乐都路社区', en: 'Ledu Road Community' },
  windows: [{ day: '2026-12-02', half: 'afternoon' }],
  audience: 'residents',
  language: 'putonghua',
  wantsDeputy: false,
  questions: [],
  ...changes,
});

export const candidate = (speakerId: number, name: string) => ({
  speakerId,
  name,
  startsAt: '2026-12-02T07:00:00.000Z',
  endsAt: '2026-12-02T08:00:00.000Z',
  windowRank: 0,
  score: 10,
  kitIds: [],
  terms: [{ code: 'own_area' as const, points: 5, params: {} }],
});

const as = (person: Partial<PersonFacts>): Facts => ({ ...someFacts, person: { id: 1, recentPlaces: [], ...person } });
export const strangerFacts = as({});

export const coordinator = () => play(staffScript, as({ coordinatorId: 1 }));
export const speaker = () => play(staffScript, as({ speakerId: 2 }));
export const both = () => play(staffScript, as({ coordinatorId: 1, speakerId: 2 }));
export const stranger = () => play(staffScript, strangerFacts);
