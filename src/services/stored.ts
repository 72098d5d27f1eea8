// JSON columns read back. They were written by this product, perhaps by an older release: what no longer fits is
// left out rather than believed.

import { z } from 'zod';
import type { Draft } from '../domain/draft.ts';
import { emptyDraft } from '../domain/draft.ts';
import type { Place } from '../domain/menu.ts';
import type { Text } from '../domain/message.ts';

const id = z.int().positive();
const place = z.object({ areaId: id, schoolId: id.optional() });
const placeList = z.array(place);

const draft = z.object({
  topicId: id.optional(),
  courseId: id.optional(),
  wish: z.string().optional(),
  places: placeList,
  phone: z.string().optional(),
  contactName: z.string().optional(),
  formatId: id.optional(),
  audience: z.enum(['residents', 'elderly', 'pupils', 'parents', 'workers']).optional(),
  size: z.int().positive().optional(),
  language: z.enum(['putonghua', 'qinghai', 'tibetan']).optional(),
  preferredSpeakerId: id.optional(),
  wantsDeputy: z.boolean().optional(),
  spot: z.string().optional(),
  access: z.string().optional(),
});

/** The last draft, without the times and questions that belonged to that talk. */
export function readLastDraft(stored: unknown): Draft | undefined {
  const read = draft.safeParse(stored);
  if (!read.success) return undefined;
  const { places, ...rest } = read.data;
  return { ...emptyDraft, ...defined(rest), places: places.map((one) => defined(one)) };
}

export function readPlaces(stored: unknown): Place[] {
  const read = placeList.safeParse(stored);
  return read.success ? read.data.map((one) => defined(one)) : [];
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without members that are undefined, which exactOptionalPropertyTypes tells apart from absent ones. */
function defined<T extends object>(value: T): Defined<T> {
  const kept = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(kept) as Defined<T>;
}

/** The text of a stored message. It was built by this product's own cards; anything else reads as empty. */
export function readText(stored: unknown): Text {
  const text = typeof stored === 'object' && stored !== null && 'text' in stored ? stored.text : undefined;
  return isText(text) ? text : '';
}

function isText(value: unknown): value is Text {
  return typeof value === 'string' || (typeof value === 'object' && value !== null && !Array.isArray(value));
}
