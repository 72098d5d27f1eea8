// 请假: when a speaker can't be asked. A list to take away from, and days or a half-day to add, all by buttons.

import { spanText } from '../../../domain/cards/recall-card.ts';
import type { CommandTable } from '../../../domain/commands.ts';
import { type Text, text } from '../../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, menuButton, told } from '../../answers.ts';
import { idFrom } from '../../arguments.ts';
import { choice, type Dialogue, type Facts, type Input, type Reply, type Step } from '../../dialogue.ts';
import { rows, staffNav } from '../../nav.ts';
import { askSpan, firstDay, pickSpan, type SpanPicker, type SpanWords } from '../../pickers/span-picker.ts';
import { orderButton, orderLine } from '../order-line.ts';

type Away = { readonly at: 'list' } | SpanPicker;
type Listed = CommandTable['list-away']['result']['away'];

const words: SpanWords = { from: 'away.ask_from', until: 'away.ask_until', allDay: 'away.all_day' };

export const away: Dialogue<Away> = {
  name: 'away',
  takesDays: () => true,
  start: () => ({ state: { at: 'list' }, replies: [], command: { type: 'list-away' } }),
  step(away, input, facts) {
    if (input.kind === 'choice' && input.id === 'back') return goBack(away, facts);
    return away.at === 'list' ? takeList(away, input, facts) : takeSpan(away, away, input, facts);
  },
  ask,
  conclude(away, outcome, facts) {
    if (outcome.type === 'list-away') return { state: { at: 'list' }, replies: [list(outcome.result.away)] };
    if (outcome.type === 'remove-away') {
      return ended(told(text(outcome.result.ok ? 'away.removed' : 'away.gone'), choice('/away', text('away.list'))));
    }
    if (outcome.type !== 'add-away' || !away) return lost;
    const { result } = outcome;
    if (result.ok) return ended(added(result));
    return askedAgain(away, text(result.reason === 'past' ? 'when.past_day' : 'away.reversed'), ask(away, facts));
  },
};

function goBack(away: Away, facts: Facts): Step<Away> {
  if (away.at === 'until') return open(firstDay, facts);
  return handOver(away.at === 'from' ? '/away' : '/menu');
}

function takeList(away: Away, input: Input, facts: Facts): Step<Away> {
  const id = input.kind === 'choice' ? input.id : '';
  if (id === 'add') return open(firstDay, facts);
  const remove = idFrom(/^rm:(\d+)$/.exec(id)?.[1]);
  if (remove !== undefined) return { state: away, replies: [], command: { type: 'remove-away', id: remove } };
  // 「明天下午」 says all there is to say.
  if (input.kind === 'text' && input.understood.day !== undefined) return takeSpan(away, firstDay, input, facts);
  return askedAgain(away, text('away.tap'), ask(away, facts));
}

function takeSpan(away: Away, picker: SpanPicker, input: Input, facts: Facts): Step<Away> {
  const picked = pickSpan(picker, input, facts);
  if (picked.kind === 'problem') return askedAgain(away, picked.text, ask(away, facts));
  if (picked.kind === 'stay') return open(picked.picker, facts);
  return { state: away, replies: [], command: { type: 'add-away', ...picked.span } };
}

const open = (away: Away, facts: Facts): Step<Away> => asked(away, ask(away, facts));

function ask(away: Away, facts: Facts): Reply {
  if (away.at === 'list')
    return { text: text('away.choose'), choices: [[addButton, choice('/away', text('away.list'))], [menuButton]] };
  return askSpan(away, facts, words, staffNav);
}

const addButton = choice('add', text('away.add'));

/** Who was called away can't call themselves back. */
const listedText = (span: Listed[number]): Text =>
  span.duty ? text('away.duty', { span: spanText(span) }) : spanText(span);

function list(listed: Listed): Reply {
  return {
    text: { lines: [text(listed.length > 0 ? 'away.title' : 'away.none'), ...listed.map(listedText)] },
    choices: [
      ...rows(
        listed
          .filter(({ duty }) => !duty)
          .map((span) => choice(`rm:${span.id}`, text('away.remove', { span: spanText(span) }))),
        1,
      ),
      [addButton, menuButton],
    ],
  };
}

function added({ span, clashes }: Extract<CommandTable['add-away']['result'], { ok: true }>): Reply {
  const noted = text('away.added', { span: spanText(span) });
  const said: Text = clashes.length === 0 ? noted : { lines: [noted, text('away.clashes'), ...clashes.map(orderLine)] };
  return told(
    said,
    ...clashes.slice(0, 12).map((order) => orderButton(order, 'talk')),
    choice('/away', text('away.list')),
  );
}
