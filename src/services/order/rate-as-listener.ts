// 评单 by anybody who listened: through the talk's link, without an account or a name. Knows the rater only by a key
// that says nothing about the person.

import type { Names } from '../../domain/message.ts';
import { type RatingPhase, ratingPhase } from '../../domain/order-lifecycle.ts';
import type { Tx } from '../../store/database.ts';

/** Nothing here tells who ordered the talk. */
export interface TalkToRate {
  readonly orderId: number;
  readonly topic: Names | undefined;
  readonly place: Names;
  readonly startsAt: Date | undefined;
  readonly phase: RatingPhase;
  readonly mine: { readonly score: number; readonly comment: string | undefined } | undefined;
}

export interface ListenerRating {
  readonly token: string;
  /** SHA-256 of the rater's cookie. */
  readonly raterKey: string;
  readonly score: number;
  readonly comment: string | undefined;
  readonly now: Date;
}

export type RateOutcome =
  | { readonly ok: true; readonly changed: boolean }
  | { readonly ok: false; readonly reason: 'unknown' | 'before' | 'over' };

/** Keeps one rating per rater and talk; a later one takes its place. */
export async function rateAsListener(tx: Tx, rating: ListenerRating): Promise<RateOutcome> {
  // The row stays as it is until the commit, so that a talk taken back (撤销) in the same moment gets no rating.
  await tx.$queryRaw`SELECT 1 FROM "orders" WHERE "rating_token" = ${rating.token} FOR SHARE`;
  const talk = await findTalkToRate(tx, rating);
  if (!talk) return { ok: false, reason: 'unknown' };
  if (talk.phase !== 'open') return { ok: false, reason: talk.phase };

  const { score, raterKey } = rating;
  const comment = rating.comment || null;
  await tx.rating.upsert({
    where: { orderId_raterKey: { orderId: talk.orderId, raterKey } },
    create: { orderId: talk.orderId, source: 'listener', raterKey, score, comment },
    update: { score, comment },
  });
  return { ok: true, changed: talk.mine !== undefined };
}

export async function findTalkToRate(
  tx: Tx,
  { token, raterKey, now }: { token: string; raterKey: string | undefined; now: Date },
): Promise<TalkToRate | undefined> {
  const order = await tx.order.findUnique({
    where: { ratingToken: token },
    include: { topic: true, area: true, school: true, ratings: { where: { raterKey: raterKey ?? '' } } },
  });
  if (!order) return undefined;
  const [mine] = order.ratings;
  const place = order.school ?? order.area;
  return {
    orderId: order.id,
    topic: order.topic ? { zh: order.topic.nameZh, en: order.topic.nameEn } : undefined,
    place: { zh: place.name, en: place.nameEn },
    startsAt: order.startsAt ?? undefined,
    phase: ratingPhase(order, now),
    mine: mine?.score ? { score: mine.score, comment: mine.comment ?? undefined } : undefined,
  };
}
