// Rows of 法治副校长 as one viewer may see them.

import { localTime } from '../../domain/calendar.ts';
import { type CountingYear, countingYear, countingYearOf, type Span } from '../../domain/deputy/counting-year.ts';
import { trainingMissing } from '../../domain/deputy/eligible.ts';
import { evaluationYear, toEvaluation } from '../../domain/deputy/evaluation.ts';
import { pending } from '../../domain/deputy/lifecycle.ts';
import type { AppointmentView, DeputyRequestView, SchoolView } from '../../domain/deputy/views.ts';
import { staffNames } from '../staffing/staff-names.ts';
import type { Who, Work } from '../work.ts';
import { type Ledgers, loadLedgers } from './ledger.ts';
import { type Letters, loadLetters } from './letters.ts';
import { createPageLinks, type PageLink } from './page-links.ts';
import { bureauInChat, type Rights, rightsOf } from './rights.ts';
import { type AppointmentRow, dayOf, loadRequests, type RequestRow, type SchoolRow, today } from './rows.ts';
import { toldTerm } from './told-term.ts';
import { waitingSince } from './unanswered.ts';

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

/**
 * With ledgers, evaluations and the addresses of letters, for this viewer. Of the counting year under way; of one that is
 * over, its hours and what was said of it.
 */
export async function appointmentViews(
  work: Work,
  who: Who,
  rows: readonly AppointmentRow[],
  year = countingYearOf(today(work), work.deputyRules),
): Promise<AppointmentView[]> {
  if (rows.length === 0) return [];
  const more: More = {
    year,
    ledgers: await loadLedgers(work, rows, year),
    letters: await loadLetters(work, rows),
    link: await createPageLinks(work.tx, who.personId, work.now, who.locale),
    rights: await rightsOf(work, who),
    decided: rows.some(({ state }) => state === 'recommended') ? await bureauInChat(work) : new Set(),
    nameOf: await namesFor(work, rows),
  };
  const views: AppointmentView[] = [];
  for (const row of rows) views.push(viewOf(work, row, await toldTerm(work, row), more));
  return views;
}

export async function appointmentView(work: Work, who: Who, row: AppointmentRow): Promise<AppointmentView> {
  const [view] = await appointmentViews(work, who, [row]);
  if (!view) throw new Error('an appointment has no view');
  return view;
}

/** What all of them need, read once. */
interface More {
  readonly year: CountingYear;
  readonly ledgers: Ledgers;
  readonly letters: Letters;
  readonly link: PageLink;
  readonly rights: Rights;
  /** Areas where the education bureau decides in chat. */
  readonly decided: ReadonlySet<number>;
  nameOf(event: Doer): string | undefined;
}

type Doer = Pick<AppointmentRow['events'][number], 'actor' | 'actorId'>;

/** Of the speakers, coordinators and members of the bureau who did the last thing to each; schools stay nameless. */
async function namesFor(work: Work, rows: readonly AppointmentRow[]): Promise<More['nameOf']> {
  const { speakers, coordinators } = await staffNames(work);
  const ids = rows.flatMap(({ events: [last] }) => (last?.actor === 'bureau' ? (last.actorId ?? []) : []));
  const members = ids.length === 0 ? [] : await work.tx.bureauMember.findMany({ where: { id: { in: ids } } });
  const bureau = new Map(members.map(({ id, name }) => [id, name]));
  const known = new Map(Object.entries({ speaker: speakers, coordinator: coordinators, bureau }));
  return ({ actor, actorId }) => (actorId === null ? undefined : known.get(actor)?.get(actorId));
}

function viewOf(
  work: Work,
  row: AppointmentRow,
  told: Span,
  { year, ledgers, letters, link, rights, decided, nameOf }: More,
): AppointmentView {
  const viewer = rights(row)?.actor ?? 'school';
  const { speaker, letterNumber } = row;
  const trained = speaker.deputyProfile?.training.reduce((sum, { tenths }) => sum + tenths, 0) ?? 0;
  const missing = pending.includes(row.state) ? trainingMissing(trained, work.deputyRules) : 0;
  const coming = row.state === 'active' && dayOf(row.from) > today(work);
  const serves = (row.state === 'active' && !coming) || row.state === 'ended';
  const ledger = serves ? ledgers(row) : undefined;
  const since = serves ? letters.since(row) : told.from;
  const served = { from: since, until: dayOf(row.endedOn ?? row.until) };
  const judged =
    year.until <= today(work)
      ? year
      : countingYear(evaluationYear(served, today(work), work.deputyRules), work.deputyRules);
  const [last] = row.events;
  const name = last && nameOf(last);
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
      ...(row.state === 'active' && !speaker.active && { paused: true }),
      ...(speaker.deputyProfile && { agency: speaker.deputyProfile.agency }),
    },
    ...{ from: told.from, until: told.until },
    ...(since < told.from && { since }),
    ...(coming && { coming }),
    afterTraining: row.afterTraining,
    ...(missing > 0 && { trainingMissing: missing }),
    ...(letterNumber !== null && { letterNumber, letterUrl: work.baseUrl + link('letter', row.id) }),
    ...(row.endedOn && { endedOn: dayOf(row.endedOn) }),
    ...(row.endReason !== null && { endReason: row.endReason }),
    ...(pending.includes(row.state) && { waitingSince: localTime(waitingSince(row), work.timeZone).day }),
    ...(viewer === 'coordinator' && forCoordinator(row, decided)),
    ...(ledger && { ledger }),
    ...(serves && { evaluation: toEvaluation(letters.evaluations(row), judged, viewer) }),
    ...(last && {
      last: { action: last.action, actor: last.actor, at: last.at.toISOString(), ...(name !== undefined && { name }) },
    }),
  };
}

/** Whose turn it is, if a coordinator may enter their answer. */
const turn = { recommended: 'bureau', approved: 'speaker', accepted: 'school' } as const;

function forCoordinator(
  { state, requestId, school }: AppointmentRow,
  decided: More['decided'],
): Pick<AppointmentView, 'answerFor' | 'requestId'> {
  const side = state === 'recommended' || state === 'approved' || state === 'accepted' ? turn[state] : undefined;
  return {
    ...(requestId !== null && { requestId }),
    ...(side && !(side === 'bureau' && decided.has(school.areaId)) && { answerFor: side }),
  };
}

export async function requestView(work: Work, who: Who, row: RequestRow): Promise<DeputyRequestView> {
  const [view] = await viewsOf(work, who, [row]);
  if (!view) throw new Error('a request has no view');
  return view;
}

export const requestViews = async (
  work: Work,
  who: Who,
  where: Parameters<typeof loadRequests>[1],
): Promise<DeputyRequestView[]> => viewsOf(work, who, await loadRequests(work, where));

async function viewsOf(work: Work, who: Who, rows: readonly RequestRow[]): Promise<DeputyRequestView[]> {
  const asked = await appointmentViews(
    work,
    who,
    rows.flatMap(({ appointments }) => appointments),
  );
  return rows.map((row): DeputyRequestView => {
    const appointment = asked.find(({ id }) => id === row.appointments[0]?.id);
    return { ...requestFacts(row), ...(appointment && { appointment }) };
  });
}

function requestFacts(row: RequestRow): DeputyRequestView {
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
    ...(row.coordinator && { enteredBy: row.coordinator.name }),
  };
}
