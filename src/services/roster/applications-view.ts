// 自荐 as it is stored, and as its person or a coordinator of the area sees it.

import { settledApplication } from '../../domain/cards/application-card.ts';
import type { ApplicationView } from '../../domain/commands-roster.ts';
import type { Prisma } from '../../store/generated/client.ts';
import { retireCard } from '../notify.ts';
import { areasBelow } from '../scope.ts';
import type { Work } from '../work.ts';
import { areaNames, menuNames } from './profile.ts';

const included = { area: true, speaker: true } satisfies Prisma.SpeakerApplicationInclude;

export type ApplicationRow = Prisma.SpeakerApplicationGetPayload<{ include: typeof included }>;

/** Copies of its card for coordinators share this name. */
export const applicationCardName = (id: number): string => `application:${id}`;

export const loadApplication = (work: Work, id: number): Promise<ApplicationRow | null> =>
  work.tx.speakerApplication.findUnique({ where: { id }, include: included });

export const applicationsOf = (work: Work, personId: number): Promise<ApplicationRow[]> =>
  work.tx.speakerApplication.findMany({ where: { personId }, include: included, orderBy: { id: 'desc' } });

export const openApplications = async (work: Work, areaId: number): Promise<ApplicationRow[]> =>
  work.tx.speakerApplication.findMany({
    where: { state: 'open', areaId: { in: await areasBelow(work, areaId) } },
    include: included,
    orderBy: { id: 'asc' },
    take: 50,
  });

export async function applicationViews(work: Work, rows: readonly ApplicationRow[]): Promise<ApplicationView[]> {
  const topics = await work.tx.topic.findMany({ orderBy: [{ sort: 'asc' }, { id: 'asc' }] });
  return rows.map((row) => ({
    ...{ id: row.id, state: row.state, kind: row.kind, area: areaNames(row.area), languages: row.languages },
    topics: topics
      .filter(({ id }) => row.topicIds.includes(id))
      .map((topic) => ({ id: topic.id, names: menuNames(topic) })),
    ...(row.name !== null && { name: row.name }),
    ...(row.phone !== null && { phone: row.phone }),
    ...(row.about !== null && { about: row.about }),
    createdAt: row.createdAt.toISOString(),
  }));
}

/** As it is now. */
export async function viewOfApplication(work: Work, id: number): Promise<ApplicationView> {
  const row = await loadApplication(work, id);
  const [view] = row ? await applicationViews(work, [row]) : [];
  if (!view) throw new Error('an application vanished inside one transaction');
  return view;
}

/** Ends an open application; false where somebody was quicker. Every card of it loses its buttons. */
export async function settleApplication(
  work: Work,
  id: number,
  state: 'accepted' | 'declined' | 'withdrawn',
): Promise<boolean> {
  const { count } = await work.tx.speakerApplication.updateMany({
    where: { id, state: 'open' },
    data: { state, decidedAt: work.now },
  });
  if (count === 0) return false;
  await retireCard(work, applicationCardName(id), settledApplication(await viewOfApplication(work, id)));
  return true;
}
