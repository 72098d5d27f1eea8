// What speakers are, hold and may do.

import { day, deputyUntil, type Edge, school, years } from './edge.ts';

export const personEdges: readonly Edge[] = [
  ['inactive', 'the speaker is in the team', { broken: { speaker: { active: false } }, kept: {} }],
  [
    'guest',
    'a guest lecturer is booked for one order',
    { broken: { speaker: { onlyOrderId: 2 } }, kept: { speaker: { onlyOrderId: 1 } } },
  ],
  [
    'topic',
    'the speaker holds the topic',
    { broken: { speaker: { topicIds: [2] } }, kept: { speaker: { topicIds: [2, 1] } } },
  ],
  [
    'format',
    'the speaker gives the format',
    { broken: { speaker: { formatIds: [2] } }, kept: { speaker: { formatIds: [2, 1] } } },
  ],
  [
    'course',
    'a course is its speaker’s own',
    { broken: { order: { courseSpeakerId: 2 } }, kept: { order: { courseSpeakerId: 1 } } },
  ],
  [
    'language',
    'the speaker speaks the language',
    {
      broken: { order: { language: 'tibetan' } },
      kept: { order: { language: 'tibetan' }, speaker: { languages: ['putonghua', 'tibetan'] } },
    },
  ],
  [
    'not_cleared',
    'pupils hear only those who are cleared for schools',
    {
      broken: { order: { audience: 'pupils' } },
      kept: { order: { audience: 'pupils' }, speaker: { clearedForMinors: true } },
    },
  ],
  [
    'not_deputy',
    'a school without a deputy principal is sent one of another school',
    {
      broken: { order: { wantsDeputy: true, place: school } },
      kept: { order: { wantsDeputy: true, place: school }, speaker: { appointments: [{ schoolId: 8, ...years }] } },
    },
  ],
  [
    'not_deputy',
    'a school that has one is sent its own',
    {
      broken: {
        order: { wantsDeputy: true, place: school, schoolTerms: [years] },
        speaker: { appointments: [{ schoolId: 8, ...years }] },
      },
      kept: {
        order: { wantsDeputy: true, place: school, schoolTerms: [years] },
        speaker: { appointments: [{ schoolId: 7, ...years }] },
      },
    },
  ],
  [
    'not_deputy',
    'an appointment is half open: it counts up to the day before its end',
    {
      broken: { order: { wantsDeputy: true, place: school }, speaker: { appointments: [deputyUntil(day)] } },
      kept: { order: { wantsDeputy: true, place: school }, speaker: { appointments: [deputyUntil('2026-11-28')] } },
    },
  ],
  [
    'area',
    'a speaker serves their areas and everything below them',
    {
      broken: { speaker: { serviceAreaIds: [11, 12] } },
      kept: { speaker: { serviceAreaIds: [11, 10] } },
    },
  ],
  [
    'declined_before',
    'who declined the order is not asked again',
    { broken: { order: { excludedSpeakerIds: [2, 1] } }, kept: { order: { excludedSpeakerIds: [2] } } },
  ],
];
