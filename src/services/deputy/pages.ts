// What the printed pages show: the letter of appointment, its receipt, and the report. For the person whom the address was
// made for, as far as their roles still reach today.

import type { LocalDay } from '../../domain/calendar.ts';
import { localTime } from '../../domain/calendar.ts';
import type { DeputyRules } from '../../domain/deputy/rules.ts';
import type { AppointmentView } from '../../domain/deputy/views.ts';
import type { RunWork, Who, Work } from '../work.ts';
import { createPageLinks, type PageKind, readPageToken } from './page-links.ts';
import { deputyReport, type Report } from './report.ts';
import { actingFor } from './rights.ts';
import { loadAppointment } from './rows.ts';
import { appointmentView } from './views.ts';

export interface Letter {
  readonly appointment: AppointmentView;
  readonly number: string;
  readonly issuedOn: LocalDay;
  readonly appointedBy: DeputyRules['appointedBy'];
  /** The pages that belong together, for the same person. */
  readonly links: Readonly<Record<'letter' | 'receipt', string>>;
}

export interface DeputyPages {
  /** Undefined: forged, too old, or nothing for this person to see any more. */
  letter(kind: 'letter' | 'receipt', id: number, token: string): Promise<Letter | undefined>;
  /** `year`: of a counting year that is over. */
  report(token: string, year?: number): Promise<Report | undefined>;
}

export function createDeputyPages(runWork: RunWork): DeputyPages {
  return {
    letter: (kind, id, token) =>
      runWork(async (work) => {
        const who = await readWho(work, kind, id, token);
        const row = who && (await loadAppointment(work, id));
        if (!who || !row || row.letterNumber === null || row.issuedAt === null) return undefined;
        if (!(await actingFor(work, who, row))) return undefined;
        const link = await createPageLinks(work.tx, who.personId, work.now);
        return {
          appointment: await appointmentView(work, who, row),
          number: row.letterNumber,
          issuedOn: localTime(row.issuedAt, work.timeZone).day,
          appointedBy: await decidedBy(work, id),
          links: { letter: link('letter', id), receipt: link('receipt', id) },
        };
      }),

    report: (token, year) =>
      runWork(async (work) => {
        const who = await readWho(work, 'report', 0, token);
        return who && deputyReport(work, who, year);
      }),
  };
}

/** Who appointed then, whatever the setting says today. One taken over from paper has no history: as the setting says. */
async function decidedBy(work: Work, appointmentId: number): Promise<Letter['appointedBy']> {
  const began = await work.tx.appointmentEvent.findFirst({ where: { appointmentId, action: 'recommend' } });
  if (!began) return work.deputyRules.appointedBy;
  return began.toState === 'recommended' ? 'bureau' : 'school';
}

/** Whom the address was made for, with the roles they have today. A page has no chat: every role counts. */
async function readWho(work: Work, kind: PageKind, id: number, token: string): Promise<Who | undefined> {
  const read = await readPageToken(work.tx, { kind, id, token, now: work.now });
  const person = read && (await work.tx.person.findUnique({ where: { id: read.personId }, include: roles }));
  if (!person) return undefined;
  const { speaker, coordinator, bureau } = person;
  return {
    ...{ personId: person.id, chatId: 0, bot: 'public', locale: 'zh-CN' },
    ...(speaker?.active && { speakerId: speaker.id }),
    ...(coordinator?.active && { coordinator: { id: coordinator.id, areaId: coordinator.areaId } }),
    ...(bureau?.active && { bureau: { id: bureau.id, areaId: bureau.areaId } }),
  };
}

const roles = { speaker: true, coordinator: true, bureau: true } as const;
