// What is kept of a person, gathered for them: what they said and what was answered, nobody else's name or number.

import type { CommandTable } from '../../domain/commands.ts';
import type { Place } from '../../domain/menu.ts';
import type { QuestionView } from '../../domain/order-view.ts';
import type { OwnOrder } from '../../domain/own-data.ts';
import { exportDeputy } from '../deputy/export.ts';
import { loadOrders, type OrderRow, viewOf } from '../order/order-view.ts';
import { requestView, shownRequests } from '../requests/request-view.ts';
import { exportApplications } from '../roster/applications.ts';
import { readPlaces } from '../stored.ts';
import type { Who, Work } from '../work.ts';

/** More would be a hundred messages; the rest is a matter for the office. */
const mostOrders = 200;

export async function exportData(work: Work, { personId }: Who): Promise<CommandTable['export-data']['result']> {
  const { tx } = work;
  const person = await tx.person.findUniqueOrThrow({ where: { id: personId }, include: { area: true, school: true } });
  const orders = await ownOrders(work, personId);
  const requests = await shownRequests(work, { personId }, 'desc', mostOrders);
  return {
    person: {
      ...(person.name !== null && { name: person.name }),
      ...(person.phone !== null && { phone: person.phone }),
      places: [
        ...[person.school, person.area].flatMap((place) => (place ? [{ zh: place.name, en: place.nameEn }] : [])),
        ...(await namesOf(work, othersThan(person, readPlaces(person.recentPlaces)))),
      ],
      since: person.createdAt.toISOString(),
    },
    orders,
    moreOrders: Math.max(0, (await tx.order.count({ where: { requesterId: personId } })) - orders.length),
    requests: requests.map((row) => ({
      view: requestView(row),
      ...(row.phone !== null && { phone: row.phone }),
    })),
    applications: await exportApplications(work, personId),
    deputy: await exportDeputy(work, personId),
  };
}

async function ownOrders(work: Work, personId: number): Promise<OwnOrder[]> {
  const rows = await loadOrders(work, { requesterId: personId }, { id: 'desc' }, mostOrders);
  const inquiries = await work.tx.inquiry.findMany({
    where: { order: { requesterId: personId }, text: { not: null } },
    orderBy: { id: 'asc' },
  });
  const merged = await work.tx.question.findMany({
    where: { askerId: personId, order: { requesterId: { not: personId } } },
    orderBy: { id: 'asc' },
  });
  const orders: OwnOrder[] = [];
  for (const row of rows) {
    // Who comes is not theirs to take away.
    const { speaker: _, ...view } = await viewOf(work, row, 'requester');
    const comment = row.ratings.find((rating) => rating.personId === personId)?.comment;
    orders.push({
      view: {
        ...view,
        questions: [
          ...view.questions.filter(({ id }) => asked(row.questions, id, personId)),
          // Went with a repeated order into somebody else's.
          ...merged.filter(({ orderId }) => orderId === row.mergedIntoId).flatMap(shownQuestion),
        ],
      },
      inquiries: inquiries
        .filter(({ orderId }) => orderId === row.id)
        .map(({ text, answer }) => ({ text: text ?? '', ...(answer !== null && { answer }) })),
      ...(comment && { comment }),
    });
  }
  return orders;
}

const shownQuestion = ({ id, text, state, answer }: OrderRow['questions'][number]): QuestionView[] =>
  text === null ? [] : [{ id, text, state, ...(answer !== null && { answer }) }];

/** Not what somebody asked whose order was merged into this one. */
const asked = (questions: readonly { id: number; askerId: number | null }[], id: number, personId: number): boolean =>
  questions.some((question) => question.id === id && question.askerId === personId);

/** Their own village or school stands before these. */
const othersThan = (own: { areaId: number | null; schoolId: number | null }, places: readonly Place[]): Place[] =>
  places.filter(({ areaId, schoolId }) => (schoolId === undefined ? areaId !== own.areaId : schoolId !== own.schoolId));

async function namesOf({ tx }: Work, places: readonly Place[]) {
  const schools = await tx.school.findMany({ where: { id: { in: places.flatMap(({ schoolId }) => schoolId ?? []) } } });
  const areas = await tx.area.findMany({ where: { id: { in: places.map(({ areaId }) => areaId) } } });
  return places.flatMap(({ areaId, schoolId }) => {
    const place =
      schoolId === undefined ? areas.find(({ id }) => id === areaId) : schools.find(({ id }) => id === schoolId);
    return place ? [{ zh: place.name, en: place.nameEn }] : [];
  });
}
