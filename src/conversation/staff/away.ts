// 请假: when a speaker can't be asked. A list to take away from, and days or a half-day to add, all by buttons.

import { halves, type LocalDay } from '../../domain/calendar.ts';
import type { CommandTable } from '../../domain/commands.ts';
import { type Text, text } from '../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, menuButton, told } from '../answers.ts';
import { idFrom } from '../arguments.ts';
import { choice, type Dialogue, type Facts, type Input, type Reply, type Step } from '../dialogue.ts';
import { rows, staffNav } from '../nav.ts';
import { pickWhen, whenChoices } from '../pickers/when-picker.ts';
import { orderButton, orderLine } from './order-line.ts';

type Away =
  | { readonly at: 'list' }
  | { readonly at: 'from'; readonly month?: string }
  | { readonly at: 'until'; readonly from: LocalDay; readonly month?: string };
type Listed = CommandTable['list-away']['result']['away'];

export const away: Dialogue<Away> = {
  name: 'away',
  start: () => ({ state: { at: 'list' }, replies: [], command: { type: 'list-away' } }),
  step(away, input, facts) {
    if (input.kind === 'choice' && input.id === 'back') return goBack(away, facts);
    switch (away.at) {
      case 'list':
        return takeList(away, input, facts);
      case 'from':
        return takeFrom(away, input, facts);
      case 'until':
        return takeUntil(away, input, facts);
    }
  },
  ask,
  conclude(away, outcome, facts) {
    if (outcome.type === 'list-away') return { state: { at: 'list' }, replies: [list(outcome.result.away)] };
    if (outcome.type === 'remove-away') {
      return ended(told(text(outcome.result.ok ? 'away.removed' : 'away.gone'), choice('/away', text('away.list'))));
    }
    if (outcome.type !== 'add-away' || !away) return lost;
    const { result } = outcome;
    if (result.ok) return ended(added(result.clashes));
    return askedAgain(away, text(result.reason === 'past' ? 'when.past' : 'away.reversed'), ask(away, facts));
  },
};

function goBack(away: Away, facts: Facts): Step<Away> {
  if (away.at === 'until') return open({ at: 'from' }, facts);
  return handOver(away.at === 'from' ? '/away' : '/menu');
}

function takeList(away: Away, input: Input, facts: Facts): Step<Away> {
  const id = input.kind === 'choice' ? input.id : '';
  if (id === 'add') return open({ at: 'from' }, facts);
  const remove = idFrom(/^rm:(\d+)$/.exec(id)?.[1]);
  if (remove !== undefined) return { state: away, replies: [], command: { type: 'remove-away', id: remove } };
  // 「明天下午」 says all there is to say.
  if (input.kind === 'text' && input.understood.day !== undefined) return takeFrom({ at: 'from' }, input, facts);
  return askedAgain(away, text('away.tap'), ask(away, facts));
}

function takeFrom(away: Away, input: Input, facts: Facts): Step<Away> {
  const picked = pickWhen({}, input, facts, anyHalf);
  if (picked.kind === 'problem') return askedAgain(away, picked.text, ask(away, facts));
  if (picked.kind === 'window') return add(away, picked.window.day, picked.window.day, picked.window.half);
  const { day, month } = picked.picker;
  return open(
    day === undefined ? { at: 'from', ...(month !== undefined && { month }) } : { at: 'until', from: day },
    facts,
  );
}

function takeUntil(away: Away & { at: 'until' }, input: Input, facts: Facts): Step<Away> {
  const { from } = away;
  if (input.kind === 'choice' && input.id === 'all_day') return add(away, from, from);
  const half = input.kind === 'choice' ? halves.find((known) => input.id === known) : undefined;
  if (half) return add(away, from, from, half);
  if (input.kind === 'text' && input.understood.half !== undefined && (input.understood.day ?? from) === from) {
    return add(away, from, from, input.understood.half);
  }
  const picked = pickWhen({}, input, facts, anyHalf);
  if (picked.kind === 'problem') return askedAgain(away, picked.text, ask(away, facts));
  const { day, month } = picked.kind === 'window' ? { day: picked.window.day, month: undefined } : picked.picker;
  if (day === undefined) return open({ at: 'until', from, ...(month !== undefined && { month }) }, facts);
  return day < from ? askedAgain(away, text('away.reversed'), ask(away, facts)) : add(away, from, day);
}

const add = (away: Away, from: LocalDay, until: LocalDay, half?: (typeof halves)[number]): Step<Away> => ({
  state: away,
  replies: [],
  command: { type: 'add-away', from, until, ...(half && { half }) },
});

const open = (away: Away, facts: Facts): Step<Away> => asked(away, ask(away, facts));
const anyHalf = () => true;

function ask(away: Away, facts: Facts): Reply {
  switch (away.at) {
    case 'list':
      return { text: text('away.choose'), choices: [[addButton, choice('/away', text('away.list'))], [menuButton]] };
    case 'from':
      return {
        text: text('away.ask_from'),
        choices: [...whenChoices(shownMonth(away.month), facts, anyHalf), staffNav],
      };
    case 'until':
      return {
        text: text('away.ask_until', { day: { day: away.from } }),
        choices: [
          [choice('all_day', text('away.all_day')), ...halves.map((half) => choice(half, text(`half.${half}`)))],
          ...whenChoices(shownMonth(away.month ?? away.from.slice(0, 7)), facts, anyHalf),
          staffNav,
        ],
      };
  }
}

const shownMonth = (month: string | undefined) => (month === undefined ? {} : { month });
const addButton = choice('add', text('away.add'));

function list(listed: Listed): Reply {
  return {
    text: { lines: [text(listed.length > 0 ? 'away.title' : 'away.none'), ...listed.map(spanText)] },
    choices: [
      ...rows(
        listed.map((span) => choice(`rm:${span.id}`, text('away.remove', { span: spanText(span) }))),
        1,
      ),
      [addButton, menuButton],
    ],
  };
}

function spanText({ from, until, half }: Listed[number]): Text {
  if (half) return text('away.half_day', { day: { day: from }, half: text(`half.${half}`) });
  return from === until ? { day: from } : text('away.days', { from: { day: from }, until: { day: until } });
}

function added(clashes: CommandTable['agenda']['result']['orders']): Reply {
  const words: Text =
    clashes.length === 0
      ? text('away.added')
      : { lines: [text('away.added'), text('away.clashes'), ...clashes.map(orderLine)] };
  return told(
    words,
    ...clashes.slice(0, 12).map((order) => orderButton(order, 'talk')),
    choice('/away', text('away.list')),
  );
}
