// A sentence about an order that stands: 「改成下周四上午」 changes what it names and leaves the rest.

import { checkWindow, type TalkWindow } from '../../domain/draft.ts';
import type { Understood } from '../../domain/understood.ts';
import type { Facts } from '../dialogue.ts';
import { timeOf } from '../pickers/when-picker.ts';
import { fillIn } from './fill-in.ts';
import { withoutCourse } from './step-course.ts';
import type { Talk } from './talk.ts';

export function putRight(talk: Talk, understood: Understood & { readonly text: string }, facts: Facts): Talk {
  const { draft } = talk;
  const { topicId, half, places, size, pastDay } = understood;
  const isLog = talk.mode === 'log';
  const day = understood.day ?? (isLog ? pastDay : undefined);
  const [first, ...others] = draft.windows;
  const said = {
    ...understood,
    ...(day === undefined && half !== undefined && first && { day: first.day }),
    ...(day !== undefined && { day }),
    // 换到周五: what is not named stays.
    ...(day !== undefined &&
      half === undefined &&
      first &&
      (isLog || checkWindow({ ...first, day }, facts.today, facts.minutes) === 'ok') &&
      timeOf(first)),
  };
  const { topicId: _t, size: _s, ...rest } = topicId === undefined ? draft : withoutCourse(draft);
  const cleared = {
    ...rest,
    ...(topicId === undefined && draft.topicId !== undefined && { topicId: draft.topicId }),
    ...(size === undefined && draft.size !== undefined && { size: draft.size }),
    places: places.length > 0 ? [] : draft.places,
    windows: said.day !== undefined ? [] : draft.windows,
  };
  const filled = fillIn({ ...talk, draft: cleared }, said, facts);
  const [time] = filled.draft.windows;
  if (said.day === undefined || !time) return filled;
  const isAnother = (window: TalkWindow): boolean => window.day !== time.day || window.half !== time.half;
  return { ...filled, draft: { ...filled.draft, windows: [time, ...others.filter(isAnother)] } };
}
