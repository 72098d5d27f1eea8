// 法治副校长: every school with its light, page by page, what waits to be decided, and one school by itself. For
// coordinators and the education bureau.

import type { CommandTable } from '../../../domain/commands.ts';
import type { AppointmentView, OverviewRow } from '../../../domain/deputy/views.ts';
import { blankLine, type Choice, type Text, text } from '../../../domain/message.ts';
import { menuButton, told } from '../../answers.ts';
import { idFrom } from '../../arguments.ts';
import { choice, type Facts, type Reply } from '../../dialogue.ts';
import { createErrand } from '../../errand.ts';
import { rows } from '../../nav.ts';
import { pageFrom, pageOf } from '../../pages.ts';
import { overviewButton } from './acted.ts';
import { appointmentLine, appointmentText, endedLine, lights, requestLabel, schoolText, stateText } from './lines.ts';
import { askButtons } from './request-for.ts';

type Overview = CommandTable['deputy-overview']['result'];

const pageSize = 8;
const mostWaiting = 8;

export const deputies = createErrand({
  name: 'deputies',
  target: ([page]) => ({ page: pageFrom(page) }),
  command: () => ({ type: 'deputy-overview' }),
  tell: (outcome, { page }, facts) =>
    outcome.type === 'deputy-overview' ? overview(outcome.result, page, facts) : undefined,
});

/** What the education bureau has to decide, or a coordinator to answer: nothing else on the card. */
export const toDecide = createErrand({
  name: 'to_decide',
  target: () => ({}),
  command: () => ({ type: 'deputy-overview' }),
  tell(outcome, _, facts) {
    if (outcome.type !== 'deputy-overview') return undefined;
    const waiting = waitingButtons(outcome.result, facts);
    return told(text(waiting.length > 0 ? 'deputy.to_decide' : 'deputy.nothing_to_decide'), ...waiting, overviewButton);
  },
});

export const report = createErrand({
  name: 'deputy_report',
  target: () => ({}),
  command: () => ({ type: 'deputy-overview' }),
  tell(outcome) {
    if (outcome.type !== 'deputy-overview') return undefined;
    const { reportUrl } = outcome.result;
    if (reportUrl === undefined) return told(text('deputy.no_report'), overviewButton);
    return {
      text: text('deputy.report_here'),
      choices: [[overviewButton, menuButton]],
      links: [{ label: text('deputy.report_open'), url: reportUrl }],
    };
  },
});

export const deputySchool = createErrand({
  name: 'deputy_school',
  target: ([id]) => idFrom(id),
  command: () => ({ type: 'deputy-overview' }),
  tell(outcome, schoolId, facts) {
    if (outcome.type !== 'deputy-overview') return undefined;
    const row = outcome.result.rows.find(({ school }) => school.id === schoolId);
    if (!row) return told(text('deputy.school_gone'), overviewButton);
    const requests = outcome.result.requests.filter(({ school }) => school.id === schoolId);
    return {
      text: {
        lines: [
          schoolText(row.school),
          flagsText(row),
          ...row.appointments.filter(isStanding).flatMap((view) => [blankLine, appointmentText(view)]),
          ...endedLines(row.appointments),
        ],
      },
      choices: [
        ...rows(
          row.appointments.map((view) =>
            choice(
              `/appointment ${view.id}`,
              text('deputy.look_state', { name: view.speaker.name, state: stateText(view) }),
            ),
          ),
          1,
        ),
        ...rows(
          requests.map((request) => choice(`/deputy_request ${request.id}`, requestLabel(request))),
          1,
        ),
        ...askButtons({ ...row, requests }, facts),
        ...(facts.person.coordinatorId === undefined
          ? []
          : [
              [
                choice(`/school_contacts ${schoolId}`, text('deputy.contacts')),
                choice(`/invite_contact ${schoolId}`, text('deputy.invite_contact')),
              ],
            ]),
        [overviewButton, menuButton],
      ],
    };
  },
});

function overview(found: Overview, page: number, facts: Facts): Reply {
  const { shown, turn } = pageOf(found.rows, page, pageSize, (at) => `/deputies ${at}`);
  const waiting = waitingButtons(found, facts);
  return {
    text: { lines: [summary(found), waiting.length > 0 ? '' : text('deputy.nothing_to_decide'), ...shown.map(line)] },
    choices: [
      ...rows(waiting, 1),
      ...rows(
        shown.map(({ school }) => choice(`/deputy_school ${school.id}`, { names: school.names })),
        2,
      ),
      ...turn,
      ...(facts.person.coordinatorId === undefined ? [] : [[choice('/pool', text('deputy.pool'))]]),
      [menuButton],
    ],
    ...(found.reportUrl !== undefined && {
      links: [{ label: text('deputy.report_open'), url: found.reportUrl }],
    }),
  };
}

function waitingButtons({ requests, toDecide: decisions }: Overview, { person }: Facts): Choice[] {
  const forBureau = person.bureauId === undefined ? [] : decisions;
  const forCoordinator = person.coordinatorId === undefined ? [] : requests.filter(({ state }) => state === 'open');
  return [
    ...forBureau.map(({ id, school, speaker }) =>
      choice(`/appointment ${id}`, text('deputy.decide_this', { name: speaker.name, school: { names: school.names } })),
    ),
    ...forCoordinator.map((request) => choice(`/deputy_request ${request.id}`, requestLabel(request))),
  ].slice(0, mostWaiting);
}

function summary({ rows: all }: Overview): Text {
  const many = (fits: (row: OverviewRow) => boolean): number => all.filter(fits).length;
  const counted = flagged.map(({ flag, key }) => ({ key, count: many(({ flags }) => flags.includes(flag)) }));
  return {
    lines: [
      text('deputy.overview_title', {
        schools: all.length,
        served: many(({ appointments }) => appointments.some(({ state, coming }) => state === 'active' && !coming)),
      }),
      text('deputy.overview_lights', {
        red: many(({ light }) => light === 'red'),
        amber: many(({ light }) => light === 'amber'),
        green: many(({ light }) => light === 'green'),
      }),
      ...counted.map(({ key, count }) => (count === 0 ? '' : text(key, { many: count }))),
    ],
  };
}

const flagged = [
  { flag: 'no_deputy', key: 'deputy.many_no_deputy' },
  { flag: 'too_few', key: 'deputy.many_too_few' },
  { flag: 'ends_soon', key: 'deputy.many_ends_soon' },
  { flag: 'behind', key: 'deputy.many_behind' },
  { flag: 'not_evaluated', key: 'deputy.many_not_evaluated' },
  { flag: 'request_open', key: 'deputy.many_request_open' },
] as const;

const isStanding = ({ state }: AppointmentView): boolean =>
  state !== 'ended' && state !== 'declined' && state !== 'refused';

/** Who left the school this counting year, with what they did for it. */
function endedLines(views: readonly AppointmentView[]): Text[] {
  const ended = views.filter(({ state }) => state === 'ended');
  return ended.length === 0 ? [] : [blankLine, text('deputy.ended_this_year'), ...ended.map(endedLine)];
}

const flagsText = ({ flags }: OverviewRow): Text =>
  flags.length === 0 ? '' : { list: flags.map((flag) => text(`deputy.flag_${flag}`)) };

/** 「🔴 第一中学：李四 1/4 课时 · 课时落后」 */
function line(row: OverviewRow): Text {
  const { school, light, appointments, flags } = row;
  const who: Text = { lines: appointments.filter(isStanding).map(appointmentLine) };
  const said = { light: lights[light], school: { names: school.names }, flags: flagsText(row) };
  const title = text(flags.length > 0 ? 'deputy.row_flags' : 'deputy.row', said);
  return { lines: [title, who] };
}
