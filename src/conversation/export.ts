// 导出我的信息: everything that is kept of the person, as messages they can read and keep, in whatever chat they are. Staff
// see what their own menus do not show them.

import { applicationLines } from '../domain/cards/application-card.ts';
import { optional, orderLines, questionLines } from '../domain/cards/order-lines.ts';
import { ownRequestCard } from '../domain/cards/request-card.ts';
import { blankLine, type Choice, type Text, text } from '../domain/message.ts';
import type { OwnData, OwnOrder, OwnRequest } from '../domain/own-data.ts';
import { lost, menuButton, told } from './answers.ts';
import { choice, type Dialogue, type Reply } from './dialogue.ts';
import { deputyLines } from './export-deputy.ts';

/** The state lasts until the outcome is there, in the same turn. */
type Exporting = { readonly waiting: true };

export const exportData = createExport(
  (data) => [text('export.title'), ...personLines(data), ...orderingLines(data)],
  [[choice('/forget', text('export.forget'))]],
);

export const exportStaffData = createExport((data) => [text('export.staff_title'), ...personLines(data)], []);

function createExport(linesOf: (data: OwnData) => Text[], more: readonly (readonly Choice[])[]): Dialogue<Exporting> {
  return {
    name: 'export',
    start: () => ({ state: { waiting: true }, replies: [], command: { type: 'export-data' } }),
    step: () => lost,
    ask: () => told(text('chat.lost')),
    conclude: (_, outcome) =>
      outcome.type === 'export-data'
        ? {
            state: undefined,
            replies: messages([...linesOf(outcome.result), ...deputyLines(outcome.result.deputy)], more),
          }
        : lost,
  };
}

const personLines = ({ person }: OwnData): Text[] => [
  text('export.since', { at: { instant: person.since, style: 'day-time' } }),
  optional('export.name', person.name),
  optional('export.phone', person.phone),
  person.places.length > 0 ? text('export.places', { value: { list: person.places.map((names) => ({ names })) } }) : '',
];

const orderingLines = ({ orders, moreOrders, requests, applications }: OwnData): Text[] => [
  blankLine,
  text('export.orders', { many: orders.length + moreOrders }),
  ...orders.flatMap(linesOfOrder),
  moreOrders > 0 ? text('export.more', { many: moreOrders }) : '',
  blankLine,
  text('export.requests', { many: requests.length }),
  ...requests.flatMap(linesOfRequest),
  ...(applications.length > 0 ? [blankLine, text('apply.export', { many: applications.length })] : []),
  ...applications.flatMap((one) => [
    blankLine,
    text('apply.title', { state: text(`apply.state_${one.state}`) }),
    ...applicationLines(one),
  ]),
];

function messages(lines: readonly Text[], more: readonly (readonly Choice[])[]): Reply[] {
  const pages = inPages(lines.filter((line) => line !== ''));
  const last = pages.length - 1;
  return pages.map((page, at) => ({
    text: { lines: page },
    ...(at === last && { choices: [...more, [menuButton]] }),
  }));
}

const linesOfOrder = ({ view, inquiries, comment }: OwnOrder): Text[] => [
  blankLine,
  text('my.title', { number: view.number, state: text(`state.${view.state}`) }),
  ...orderLines(view),
  optional('line.speaker', view.preferredSpeaker),
  optional('line.who', view.contact?.name),
  optional('line.phone', view.contact?.phone),
  optional('line.access', view.access),
  ...questionLines(view),
  ...inquiries.map(({ text: question, answer = '' }) => text('export.inquiry', { question, answer })),
  view.rating?.own === undefined ? '' : text('my.rated', { score: view.rating.own }),
  optional('export.comment', comment),
];

function linesOfRequest({ view, phone }: OwnRequest): Text[] {
  const card = ownRequestCard(view).text;
  const lines = typeof card === 'object' && 'lines' in card ? card.lines : [card];
  return [blankLine, ...lines, optional('line.phone', phone)];
}

/** So much fits a message of every channel, with room for what the words around it add. */
const mostInMessage = 2500;

function inPages(lines: readonly Text[]): Text[][] {
  const pages: Text[][] = [[]];
  let size = 0;
  for (const line of lines) {
    const more = sizeOf(line);
    if (size + more > mostInMessage) {
      pages.push([]);
      size = 0;
    }
    pages.at(-1)?.push(line);
    size += more;
  }
  return pages;
}

/** About how long it will be: what people wrote as it is, a sentence of ours as thirty characters. */
function sizeOf(piece: Text | number): number {
  if (typeof piece === 'number') return 5;
  if (typeof piece === 'string') return piece.length + 1;
  if ('names' in piece) return Math.max(piece.names.zh.length, piece.names.en?.length ?? 0);
  if ('key' in piece) return 30 + Object.values(piece.params ?? {}).reduce<number>((sum, one) => sum + sizeOf(one), 0);
  if ('lines' in piece || 'list' in piece)
    return ('lines' in piece ? piece.lines : piece.list).reduce<number>((sum, one) => sum + sizeOf(one) + 2, 0);
  return 30;
}
