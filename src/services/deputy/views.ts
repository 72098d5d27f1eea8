// Rows of 法治副校长 as one viewer may see them.

import { trainingMissing } from '../../domain/deputy/eligible.ts';
import { evaluationYear, toEvaluation } from '../../domain/deputy/evaluation.ts';
import { pending } from '../../domain/deputy/lifecycle.ts';
import type { AppointmentView, DeputyRequestView, SchoolView } from '../../domain/deputy/views.ts';
import { staffName } from '../staffing/staff-names.ts';
import type { Who, Work } from '../work.ts';
import { type Ledgers, loadLedgers } from './ledger.ts';
import { createPageLinks, type PageLink } from './page-links.ts';
import {
  type AppointmentRow,
  actingFor,
  dayOf,
  loadRequests,
  mayAnswerFor,
  type RequestRow,
  type SchoolRow,
  today,
} from './rows.ts';

export const schoolView = (school: SchoolRow): SchoolView => ({
  id: school.id,
  names: { zh: school.name, en: school.nameEn },
  area: { zh: school.area.name, en: school.area.nameEn },
  kind: school.kind,
  level: school.level,
  ...(school.students !== null && { students: school.students }),
  rural: school.rural,
  remote: school.remote,
  weak: school.weak,
});

/** With ledgers, evaluations and the addresses of letters, for this viewer. */
export async function appointmentViews(
  work: Work,
  who: Who,
  rows: readonly AppointmentRow[],
): Promise<AppointmentView[]> {
  if (rows.length === 0) return [];
  const more = { ledgers: await loadLedgers(work, rows), link: await createPageLinks(work.tx, who.personId, work.now) };
  const views: AppointmentView[] = [];
  for (const row of rows) views.push(await viewOf(work, who, row, more));
  return views;
}

export async function appointmentView(work: Work, who: Who, row: AppointmentRow): Promise<AppointmentView> {
  const [view] = await appointmentViews(work, who, [row]);
  if (!view) throw new Error('an appointment has no view');
  return view;
}

interface More {
  readonly ledgers: Ledgers;
  readonly link: PageLink;
}

async function viewOf(work: Work, who: Who, row: AppointmentRow, { ledgers, link }: More): Promise<AppointmentView> {
  const viewer = (await actingFor(work, who, row))?.actor ?? 'school';
  const { speaker, letterNumber } = row;
  const trained = speaker.deputyProfile?.training.reduce((sum, { tenths }) => sum + tenths, 0) ?? 0;
  const missing = pending.includes(row.state) ? trainingMissing(trained, work.deputyRules) : 0;
  const ledger = row.state === 'active' || row.state === 'ended' ? ledgers(row) : undefined;
  const year = evaluationYear(
    { from: dayOf(row.from), until: dayOf(row.endedOn ?? row.until) },
    today(work),
    work.deputyRules,
  );
  const [last] = row.events;
  const name = last && (await staffName(work, last.actor, last.actorId));
  const numberShown = viewer !== 'bureau' && row.state === 'active' && speaker.phone !== null;
  return {
    id: row.id,
    version: row.version,
    state: row.state,
    school: schoolView(row.school),
    post: row.post,
    speaker: {
      id: row.speakerId,
      name: speaker.name,
      ...(numberShown && { phone: speaker.phone ?? '' }),
      ...(speaker.deputyProfile && { agency: speaker.deputyProfile.agency }),
    },
    from: dayOf(row.from),
    until: dayOf(row.until),
    afterTraining: row.afterTraining,
    ...(missing > 0 && { trainingMissing: missing }),
    ...(letterNumber !== null && { letterNumber, letterUrl: work.baseUrl + link('letter', row.id) }),
    ...(row.endedOn && { endedOn: dayOf(row.endedOn) }),
    ...(row.endReason !== null && { endReason: row.endReason }),
    ...(viewer === 'coordinator' && (await answerFor(work, row))),
    ...(ledger && { ledger }),
    ...(ledger && { evaluation: toEvaluation(row.evaluations, year, viewer) }),
    ...(last && {
      last: { action: last.action, actor: last.actor, at: last.at.toISOString(), ...(name !== undefined && { name }) },
    }),
  };
}

/** Whose turn it is, where that side can't be reached in chat. */
async function answerFor(work: Work, row: AppointmentRow): Promise<Pick<AppointmentView, 'answerFor'>> {
  const side = row.state === 'approved' ? 'speaker' : row.state === 'accepted' ? 'school' : undefined;
  return side && (await mayAnswerFor(work, row, side)) ? { answerFor: side } : {};
}

export async function requestView(work: Work, who: Who, row: RequestRow): Promise<DeputyRequestView> {
  const [asked] = row.appointments;
  return {
    id: row.id,
    number: row.number,
    version: row.version,
    kind: row.kind,
    state: row.state,
    school: schoolView(row.school),
    post: row.post,
    ...(row.need !== null && { need: row.need }),
    ...(row.wish && { wish: row.wish.name }),
    ...(row.wishField !== null && { wishField: row.wishField }),
    createdAt: row.createdAt.toISOString(),
    ...(asked && { appointment: await appointmentView(work, who, asked) }),
  };
}

/** One after the other: a transaction has one connection. */
export async function requestViews(work: Work, who: Who, where: Parameters<typeof loadRequests>[1]) {
  const views: DeputyRequestView[] = [];
  for (const row of await loadRequests(work, where)) views.push(await requestView(work, who, row));
  return views;
}
