// All questions of the order dialogue by name.

import { headsStep, hoursStep, phoneStep, whoStep } from './step-contact.ts';
import { courseStep } from './step-course.ts';
import {
  accessStep,
  audienceStep,
  formatStep,
  languageStep,
  questionStep,
  sizeStep,
  speakerStep,
  spotStep,
} from './step-extras.ts';
import { manyStep, placeStep } from './step-place.ts';
import { moreStep, resumeStep, summaryStep } from './step-summary.ts';
import { topicStep, wishStep } from './step-topic.ts';
import { otherTimesStep, periodStep, whenStep } from './step-when.ts';
import type { OrderStep, StepName } from './talk.ts';

export const steps: Record<StepName, OrderStep> = {
  resume: resumeStep,
  topic: topicStep,
  course: courseStep,
  wish: wishStep,
  place: placeStep,
  many: manyStep,
  when: whenStep,
  who: whoStep,
  phone: phoneStep,
  heads: headsStep,
  hours: hoursStep,
  summary: summaryStep,
  more: moreStep,
  format: formatStep,
  audience: audienceStep,
  size: sizeStep,
  other_times: otherTimesStep,
  speaker: speakerStep,
  language: languageStep,
  period: periodStep,
  question: questionStep,
  spot: spotStep,
  access: accessStep,
};
