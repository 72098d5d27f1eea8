// 请同事代讲: whoever gives a talk, or goes along, proposes a colleague for it; a coordinator decides, and only then the
// colleague is asked. The time stays.

import { handOverCard, settledHandOver } from '../../domain/cards/hand-over-card.ts';
import type { Args, Result } from '../../domain/commands.ts';
import { text } from '../../domain/message.ts';
import type { Candidate, RuleCode } from '../../domain/proposal.ts';
import type { OrderToMatch, TeamFacts } from '../../matching/facts.ts';
import { checkSpeaker } from '../../matching/place.ts';
import { type AgreedTeam, substitutes } from '../../matching/substitutes.ts';
import { loadOrderFacts } from '../../store/match-facts.ts';
import { notify, retireCard } from '../notify.ts';
import { cardNames } from '../order/card-names.ts';
import { already, lockCoordinated, lockSpoken, spokenOrder } from '../order/order-access.ts';
import { type OrderRow, viewOf } from '../order/order-view.ts';
import { coordinatorsOf } from '../scope.ts';
import type { Who, Work } from '../work.ts';
import { notFree } from './approve-order.ts';
import { lockTeam } from './book.ts';
import { closeHandOvers } from './hand-over-close.ts';
import { rulesFor } from './match-rules.ts';
import { moveTalk } from './move-talk.ts';
import { staffName, staffNames } from './staff-names.ts';
import { teamNow } from './team-now.ts';

export async function listColleagues(
  work: Work,
  who: Who,
  { orderId }: Args<'list-colleagues'>,
): Promise<Result<'list-colleagues'>> {
  const row = await spokenOrder(work, who, orderId);
  if (!row || who.speakerId === undefined) return { colleagues: [] };
  const order = await viewOf(work, row, 'speaker', who.speakerId);
  if (row.state !== 'confirmed') return { order, colleagues: [] };
  const { speakers } = await staffNames(work);
  const nameOf = (id: number): string => speakers.get(id) ?? '—';
  const open = await openHandOver(work, row);
  if (open) return { order, colleagues: [], waiting: nameOf(open.toId) };
  const { candidates } = await choiceOf(work, row, who.speakerId);
  return {
    order,
    colleagues: candidates.map((candidate) => {
      const id = newcomer(candidate, row);
      return { id, name: nameOf(id) };
    }),
  };
}

export async function askHandOver(
  work: Work,
  who: Who,
  { orderId, version, toId }: Args<'ask-hand-over'>,
): Promise<Result<'ask-hand-over'>> {
  const row = await lockSpoken(work, who, orderId);
  if (!row || who.speakerId === undefined) return { ok: false, reason: 'not_found' };
  if (row.version !== version || row.state !== 'confirmed') return already(work, row, 'speaker');
  const order = await viewOf(work, row, 'speaker', who.speakerId);
  if (await openHandOver(work, row)) return { ok: false, reason: 'waiting', order };
  const { candidates } = await choiceOf(work, row, who.speakerId);
  if (!candidates.some((candidate) => newcomer(candidate, row) === toId))
    return { ok: false, reason: 'not_free', rules: [], order };
  const { id } = await work.tx.handOver.create({
    data: { orderId, orderVersion: version, fromId: who.speakerId, toId, createdAt: work.now },
    select: { id: true },
  });
  const view = {
    id,
    ...(await names(work, { fromId: who.speakerId, toId })),
    order: await viewOf(work, row, 'coordinator'),
  };
  for (const { personId } of await coordinatorsOf(work, row.areaId))
    await notify(work, { personId, bot: 'staff' }, handOverCard(view), { card: cardNames.handOver(id), orderId });
  return { ok: true, order, to: view.to };
}

export async function decideHandOver(
  work: Work,
  who: Who,
  { handOverId, grant }: Args<'decide-hand-over'>,
): Promise<Result<'decide-hand-over'>> {
  const known = await work.tx.handOver.findUnique({ where: { id: handOverId }, select: { orderId: true } });
  const row = known ? await lockCoordinated(work, who, known.orderId) : undefined;
  if (!row || !who.coordinator) return { ok: false, reason: 'not_found' };
  // Read again under the order's lock, which every decision takes.
  const asked = await work.tx.handOver.findUniqueOrThrow({ where: { id: handOverId } });
  const order = await viewOf(work, row, 'coordinator');
  const { granted } = asked;
  if (asked.decidedAt && granted !== null) return { ok: false, reason: 'decided', granted, order };
  if (asked.decidedAt || row.version !== asked.orderVersion) return { ok: false, reason: 'already', order };
  const people = await names(work, asked);
  if (!grant) {
    await work.tx.handOver.update({ where: { id: handOverId }, data: { decidedAt: work.now, granted: false } });
    const by = (await staffName(work, 'coordinator', who.coordinator.id)) ?? text('actor.coordinator');
    const card = settledHandOver({ id: handOverId, ...people, order }, by);
    await retireCard(work, cardNames.handOver(handOverId), card);
    await tellDenied(work, row, asked.fromId, people.to);
    return { ok: true, order, ...people };
  }
  const { to, broken, order: facts } = await checked(work, row, asked);
  if (!to || !facts) return notFree(work, row, broken);
  const moved = await moveTalk(work, {
    ...{ before: row, order: facts, to, coordinatorId: who.coordinator.id, reason: 'hand_over', handOverId },
  });
  if (!moved) return already(work, row, 'coordinator');
  return { ok: true, order: await viewOf(work, moved.after, 'coordinator'), ...people };
}

/** The team with the colleague in it, under the locks of all who are in it; or why not. */
async function checked(
  work: Work,
  row: OrderRow,
  { fromId, toId }: { readonly fromId: number; readonly toId: number },
): Promise<{ to?: Candidate; order?: OrderToMatch; broken: readonly RuleCode[] }> {
  const wanted = (await choiceOf(work, row, fromId)).candidates.find((one) => newcomer(one, row) === toId);
  const team = await teamNow(work, row);
  const leads = team.speakerId === fromId;
  const replaced = {
    speakerId: leads ? toId : (team.speakerId ?? toId),
    ...(team.assistantId !== undefined && { assistantId: leads ? team.assistantId : toId }),
    ...{ kitIds: team.kitIds, startsAt: team.startsAt.toISOString() },
  };
  await lockTeam(work, [wanted ?? replaced]);
  const { order, facts } = await choiceOf(work, row, fromId);
  const broken = order && facts ? checkSpeaker(order, wanted ?? replaced, facts) : [];
  return wanted && order && broken.length === 0 ? { to: wanted, order, broken } : { broken };
}

interface HandOverChoice {
  readonly candidates: readonly Candidate[];
  readonly order?: OrderToMatch;
  readonly facts?: TeamFacts;
}

/** Whoever hands over is out of it: a deputy principal who can't come keeps no colleague away. */
async function choiceOf(work: Work, row: OrderRow, fromId: number): Promise<HandOverChoice> {
  const loaded = await loadOrderFacts(work.tx, row.id, work);
  if (!loaded) return { candidates: [] };
  const team: AgreedTeam = await teamNow(work, row);
  const speakers = loaded.speakers.filter(({ id }) => id !== fromId);
  const facts = { ...loaded, speakers, rules: await rulesFor(work) };
  const order = { ...loaded.order, agreedAt: team.startsAt };
  return { order, facts, candidates: substitutes(order, facts, team, fromId) };
}

/** Who is in this team and was not before. */
function newcomer({ speakerId, assistantId }: Candidate, { offers }: OrderRow): number {
  const lead = offers.find(({ part }) => part === 'lead');
  return lead?.speakerId === speakerId && assistantId !== undefined ? assistantId : speakerId;
}

/** One that was made for the talk as it stands now; older ones are closed on the way. */
async function openHandOver(work: Work, row: OrderRow) {
  const open = await work.tx.handOver.findFirst({ where: { orderId: row.id, decidedAt: null } });
  if (!open || open.orderVersion === row.version) return open ?? undefined;
  await closeHandOvers(work, row);
  return undefined;
}

async function names(work: Work, { fromId, toId }: { readonly fromId: number; readonly toId: number }) {
  const { speakers } = await staffNames(work);
  return { from: speakers.get(fromId) ?? '—', to: speakers.get(toId) ?? '—' };
}

async function tellDenied(work: Work, row: OrderRow, fromId: number, to: string): Promise<void> {
  const from = row.offers.find(({ speakerId }) => speakerId === fromId);
  if (from?.speaker.personId === undefined || from.speaker.personId === null) return;
  const message = {
    text: text('handover.denied', { number: row.number, name: to }),
    choices: [[{ id: `/talk ${row.id}`, label: text('staff.look', { number: row.number }) }]],
  };
  await notify(work, { personId: from.speaker.personId, bot: 'staff' }, message, { orderId: row.id });
}
