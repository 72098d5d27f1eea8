// 宣讲菜单 as coordinators edit it. Rows are switched off, never deleted: orders point at them.

import { randomUUID } from 'node:crypto';
import type { Args } from '../domain/commands.ts';
import { fewestMinutes, mostMinutes } from '../domain/commands-courses.ts';
import { isTopicName, type MenuEdited, type MenuView } from '../domain/commands-menu.ts';
import { transitions } from '../domain/order-lifecycle.ts';
import type { Handlers } from './handlers.ts';
import type { Who, Work } from './work.ts';

export const menuHandlers: Pick<
  Handlers,
  'show-menu' | 'switch-topic' | 'switch-format' | 'name-topic' | 'time-format'
> = {
  'show-menu': async (work, who) => (who.coordinator ? menuOf(work) : { topics: [], formats: [] }),
  'switch-topic': switchTopic,
  'switch-format': switchFormat,
  'name-topic': nameTopic,
  'time-format': timeFormat,
};

const notFound: MenuEdited = { ok: false, reason: 'not_found' };

async function switchTopic(work: Work, who: Who, { topicId, active }: Args<'switch-topic'>): Promise<MenuEdited> {
  if (!who.coordinator) return notFound;
  await inTurn(work);
  const { tx } = work;
  if (!active && (await tx.topic.count({ where: { active: true, id: { not: topicId } } })) === 0) return last;
  const { count } = await tx.topic.updateMany({ where: { id: topicId }, data: { active } });
  return count === 1 ? edited(work) : notFound;
}

async function switchFormat(work: Work, who: Who, { formatId, active }: Args<'switch-format'>): Promise<MenuEdited> {
  if (!who.coordinator) return notFound;
  await inTurn(work);
  const { tx } = work;
  if (!active && (await tx.format.count({ where: { active: true, id: { not: formatId } } })) === 0) return last;
  const { count } = await tx.format.updateMany({ where: { id: formatId }, data: { active } });
  return count === 1 ? edited(work) : notFound;
}

async function nameTopic(work: Work, who: Who, { topicId, names }: Args<'name-topic'>): Promise<MenuEdited> {
  const { zh } = names;
  const en = names.en ?? zh;
  if (!who.coordinator || !isTopicName(zh) || !isTopicName(en)) return notFound;
  await inTurn(work);
  const { tx } = work;
  if ((await tx.topic.count({ where: { nameZh: zh, ...(topicId !== undefined && { id: { not: topicId } }) } })) > 0)
    return { ok: false, reason: 'name_taken' };
  if (topicId !== undefined) {
    const { count } = await tx.topic.updateMany({ where: { id: topicId }, data: { nameZh: zh, nameEn: en } });
    return count === 1 ? edited(work) : notFound;
  }
  const { _max } = await tx.topic.aggregate({ _max: { sort: true } });
  await tx.topic.create({ data: { code: randomUUID(), nameZh: zh, nameEn: en, sort: (_max.sort ?? 0) + 10 } });
  return edited(work);
}

async function timeFormat(work: Work, who: Who, { formatId, minutes }: Args<'time-format'>): Promise<MenuEdited> {
  if (!who.coordinator || !(minutes >= fewestMinutes && minutes <= mostMinutes)) return notFound;
  const { count } = await work.tx.format.updateMany({
    where: { id: formatId },
    data: { talkMinutes: Math.trunc(minutes) },
  });
  return count === 1 ? edited(work) : notFound;
}

const last: MenuEdited = { ok: false, reason: 'last' };
const edited = async (work: Work): Promise<MenuEdited> => ({ ok: true, menu: await menuOf(work) });

/** One edit after the other: two coordinators may be about to switch off the last two. Whoever reads does not wait. */
const inTurn = ({ tx }: Work) => tx.$executeRaw`LOCK TABLE topic, format IN SHARE ROW EXCLUSIVE MODE`;

async function menuOf({ tx }: Work): Promise<MenuView> {
  const _count = {
    select: {
      orders: { where: { state: { in: [...transitions.cancel.from] } } },
      speakers: { where: { speaker: { active: true } } },
    },
  };
  const topics = await tx.topic.findMany({ orderBy: [{ sort: 'asc' }, { id: 'asc' }], include: { _count } });
  const formats = await tx.format.findMany({ orderBy: [{ sort: 'asc' }, { id: 'asc' }], include: { _count } });
  const row = (one: (typeof topics | typeof formats)[number]) => ({
    ...{ id: one.id, names: { zh: one.nameZh, en: one.nameEn }, active: one.active },
    ...{ open: one._count.orders, speakers: one._count.speakers },
  });
  return {
    topics: topics.map(row),
    formats: formats.map((one) => ({ ...row(one), minutes: one.talkMinutes })),
  };
}
