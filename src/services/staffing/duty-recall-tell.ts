// Who is told of 临时任务 or a leaving: the speaker gets one list, each requester one message, and so does each coordinator
// of the places but the one who decided. Whoever comes instead has their offers already (move-talk.ts). At any hour: it is
// a call to duty.

import { recalledNews, recalledSummary, recalledToSpeaker } from '../../domain/cards/recall-card.ts';
import { requesterCard } from '../../domain/cards/requester-card.ts';
import { settledOffer } from '../../domain/cards/speaker-card.ts';
import type { RecalledTalk, Span } from '../../domain/commands-staffing.ts';
import { type Message, text } from '../../domain/message.ts';
import { groupBy } from '../../matching/plan-groups.ts';
import { json, notify, retireCard } from '../notify.ts';
import { cardNames } from '../order/card-names.ts';
import { viewOf } from '../order/order-view.ts';
import { coordinatorsOf } from '../scope.ts';
import type { Work } from '../work.ts';
import type { Moved } from './move-talk.ts';

export interface Settled extends Moved {
  /** Those who are new to it; nobody: it waits again. */
  readonly instead: readonly string[];
}

interface ToTell {
  readonly speaker: { readonly id: number; readonly name: string; readonly personId: number | null };
  readonly coordinatorId: number;
  readonly settled: readonly Settled[];
  readonly span?: Span;
}

const urgent = true;

/** Returns the talks as they stand now, for the coordinator who decided. */
export async function tellRecalled(work: Work, told: ToTell): Promise<RecalledTalk[]> {
  const { settled, span } = told;
  const talks: RecalledTalk[] = [];
  for (const one of settled) talks.push(await talkOf(work, one, 'speaker'));
  await tellSpeaker(work, told, talks);
  for (const ofOne of groupBy(settled, ({ after }) => after.requesterId).values())
    await tellRequester(
      work,
      ofOne.filter(({ news }) => news),
    );
  await tellOthers(work, told, recalledSummary({ speaker: told.speaker.name, talks, ...(span && { span }) }));
  return talks;
}

const talkOf = async (
  work: Work,
  { after, instead }: Settled,
  viewer: 'speaker' | 'requester',
): Promise<RecalledTalk> => ({ order: await viewOf(work, after, viewer), instead });

async function tellSpeaker(
  work: Work,
  { speaker, settled, span }: ToTell,
  talks: readonly RecalledTalk[],
): Promise<void> {
  for (const { after } of settled)
    await retireCard(work, cardNames.offer(after.id, speaker.id), settledOffer(await viewOf(work, after, 'speaker')));
  await strikeCalls(work, speaker, settled);
  const message = recalledToSpeaker(talks, span);
  if (speaker.personId !== null) await notify(work, { personId: speaker.personId, bot: 'staff' }, message, { urgent });
  else await work.tx.phoneTask.create({ data: { speakerId: speaker.id, message: json(message) } });
}

/** What they were still to be rung up for, talk by talk, this one call says. */
async function strikeCalls(
  work: Work,
  { id, personId }: ToTell['speaker'],
  settled: readonly Settled[],
): Promise<void> {
  await work.tx.phoneTask.updateMany({
    where: {
      orderId: { in: settled.map(({ after }) => after.id) },
      doneAt: null,
      OR: [{ speakerId: id }, ...(personId === null ? [] : [{ personId }])],
    },
    data: { doneAt: work.now },
  });
}

/** With all their talks in one message. */
async function tellRequester(work: Work, settled: readonly Settled[]): Promise<void> {
  const [first] = settled;
  if (!first) return;
  const to = { personId: first.after.requesterId, bot: 'public' } as const;
  // News of several talks is in no one talk's place.
  const kind = settled.length === 1 ? ({ callKind: 'news' } as const) : {};
  await notify(work, to, await newsFor(work, settled, first), { orderId: first.after.id, urgent, ...kind });
}

async function newsFor(work: Work, settled: readonly Settled[], first: Settled): Promise<Message> {
  const talks: RecalledTalk[] = [];
  for (const one of settled) talks.push(await talkOf(work, one, 'requester'));
  const [only] = talks;
  if (!only || talks.length > 1) return recalledNews(talks);
  const news = only.instead.length === 0 ? text('news.back') : text('move.news', { name: { list: only.instead } });
  return requesterCard(await viewOf(work, first.after, 'requester'), news);
}

async function tellOthers(work: Work, { coordinatorId, settled }: ToTell, message: Message): Promise<void> {
  const others = new Map<number, number>();
  const areas = [...new Set(settled.map(({ after }) => after.areaId))];
  for (const areaId of areas)
    for (const one of await coordinatorsOf(work, areaId))
      if (one.id !== coordinatorId) others.set(one.id, one.personId);
  for (const personId of others.values())
    await notify(work, { personId, bot: 'staff' }, message, { chatOnly: true, urgent });
}
