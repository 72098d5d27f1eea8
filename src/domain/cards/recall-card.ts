// 临时任务 and leaving, as each of those concerned is told: the coordinator before and after, the speaker, the requester.

import type { Recalled, RecalledTalk, RecallTalk, RecallView, Span } from '../commands-staffing.ts';
import { blankLine, type Message, type Text, text } from '../message.ts';
import type { OrderView } from '../order-view.ts';
import { ruleCodes } from '../proposal.ts';
import { placeText, topicText, whenText } from './order-lines.ts';
import { ownWhyLine, relaxationLine } from './why-lines.ts';

/** A longer list would be no message any more. */
const mostShown = 20;

/** Every talk with who would come instead and why, or why nobody. */
export function recallPreview({ speaker, span, talks, proposals, schools }: RecallView): Text {
  const none = talks.filter(({ instead }) => !instead).length;
  return {
    lines: [
      titleText(speaker, span),
      blankLine,
      talks.length === 0 ? text(span ? 'duty.no_talks' : 'leave.no_talks') : text('duty.talks', { many: talks.length }),
      ...talks.slice(0, mostShown).flatMap(talkLines),
      restLine(talks.length),
      none > 0 || proposals > 0 || schools > 0 ? blankLine : '',
      none > 0 ? text('duty.nobody_means', { many: none }) : '',
      proposals > 0 ? text('duty.proposals', { many: proposals }) : '',
      schools > 0 ? text('leave.schools', { many: schools }) : '',
    ],
  };
}

function talkLines(talk: RecallTalk): Text[] {
  const { order, part, instead } = talk;
  const line = text(part === 'assistant' ? 'duty.assists' : 'duty.leads', { line: briefLine(order) });
  if (!instead) return [line, text('duty.nobody', { why: nobodyText(talk) })];
  // Everybody who is to do something else than now, whichever part it was that has to be filled.
  const leads = instead.name === order.speaker?.name ? [] : [instead.name];
  const assists = instead.assistant === order.assistant?.name ? [] : [instead.assistant ?? '—'];
  const name = { list: [...leads, ...assists] };
  const why = part === 'assistant' ? '' : ownWhyLine(instead);
  return [line, why === '' ? text('duty.instead', { name }) : text('duty.instead_because', { name, why })];
}

/** One sentence: what would help, or else what stands in most speakers' way. */
function nobodyText({ order, nobody }: RecallTalk): Text {
  if (!nobody) return text('duty.no_reason');
  const { refusals, relaxations } = nobody;
  const helps = relaxations
    ? relaxationLine(order, { candidates: [], refusals, warnings: [], relaxations: { ...relaxations, days: [] } })
    : '';
  if (helps !== '') return helps;
  const most = ruleCodes
    .filter((code) => refusals[code])
    .sort((a, b) => (refusals[b] ?? 0) - (refusals[a] ?? 0))
    .slice(0, 3);
  return most.length === 0 ? text('duty.no_reason') : { list: most.map((code) => text(`rule.${code}`)) };
}

/** What became of it all, for coordinators. */
export function recalledSummary({ speaker, span, talks }: Omit<Recalled, 'skipped'>): Message {
  return {
    text: { lines: [titleText(speaker, span), ...talks.slice(0, mostShown).map(settledLine), restLine(talks.length)] },
  };
}

/** The one list that the speaker gets. */
export const recalledToSpeaker = (talks: readonly RecalledTalk[], span?: Span): Message => ({
  text: {
    lines: [
      span ? text('duty.told', { span: spanText(span) }) : text('leave.told'),
      talks.length > 0 ? text('duty.told_talks') : span ? text('duty.told_none') : '',
      ...talks.slice(0, mostShown).map(settledLine),
      restLine(talks.length),
    ],
  },
});

/** For a requester with several talks: time, place, who comes instead. */
export const recalledNews = (talks: readonly RecalledTalk[]): Message => ({
  text: {
    lines: [
      text('duty.news'),
      ...talks.map(({ order, instead }) =>
        instead.length > 0
          ? text('duty.news_instead', { line: briefLine(order), name: { list: instead } })
          : text('duty.news_waiting', { line: briefLine(order) }),
      ),
    ],
  },
  choices: [[{ id: '/orders', label: text('menu.orders') }]],
});

export function spanText({ from, until, half }: Span): Text {
  if (half) return text('away.half_day', { day: { day: from }, half: text(`half.${half}`) });
  return from === until ? { day: from } : text('away.days', { from: { day: from }, until: { day: until } });
}

const titleText = (name: string, span: Span | undefined): Text =>
  span ? text('duty.title', { name, span: spanText(span) }) : text('leave.title', { name });

const settledLine = ({ order, instead }: RecalledTalk): Text =>
  instead.length > 0
    ? text('duty.settled', { line: briefLine(order), name: { list: instead } })
    : text('duty.settled_waiting', { line: briefLine(order) });

const restLine = (count: number): Text => (count > mostShown ? text('digest.rest', { count: count - mostShown }) : '');

const briefLine = (order: OrderView): Text =>
  text('duty.line', {
    number: order.number,
    topic: topicText(order),
    place: placeText(order),
    when: whenText(order),
  });
