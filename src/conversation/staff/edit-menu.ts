// 宣讲菜单: the topics and formats on the menu, a button each. One is taken off the menu or put back, a topic named, a
// format's minutes set. Whoever is ordering meets the change with the next question.

import { fewestMinutes, mostMinutes } from '../../domain/commands-courses.ts';
import {
  type FormatRow,
  type MenuEdited,
  type MenuView,
  maxTopicName,
  type TopicRow,
  topicNamesFrom,
} from '../../domain/commands-menu.ts';
import { type Choice, type Text, text } from '../../domain/message.ts';
import { menuButton, told } from '../answers.ts';
import { idFrom } from '../arguments.ts';
import { choice, type Reply } from '../dialogue.ts';
import { createErrand } from '../errand.ts';
import { createTextDialogue } from '../free-text.ts';
import { rows } from '../nav.ts';

type Kind = 'topic' | 'format';
interface Shown {
  readonly kind: Kind;
  readonly id: number;
}

export const editMenu = createErrand({
  name: 'edit_menu',
  target: () => ({}),
  command: () => ({ type: 'show-menu' }),
  tell: (outcome) => (outcome.type === 'show-menu' ? list(outcome.result) : undefined),
});

export const menuRow = createErrand<Shown>({
  name: 'menu_row',
  target: ([kind, id]) => shownFrom(kind, id),
  command: () => ({ type: 'show-menu' }),
  tell: (outcome, shown) => (outcome.type === 'show-menu' ? page(outcome.result, shown) : undefined),
});

export const switchMenuRow = createErrand<Shown & { readonly active: boolean }>({
  name: 'switch_menu_row',
  target([kind, id, how]) {
    const shown = shownFrom(kind, id);
    return shown && (how === 'on' || how === 'off') ? { ...shown, active: how === 'on' } : undefined;
  },
  command: ({ kind, id, active }) =>
    kind === 'topic' ? { type: 'switch-topic', topicId: id, active } : { type: 'switch-format', formatId: id, active },
  tell: (outcome, shown) =>
    outcome.type === 'switch-topic' || outcome.type === 'switch-format' ? after(outcome.result, shown) : undefined,
});

export const nameTopic = createTextDialogue<{ readonly topicId?: number }>({
  name: 'name_topic',
  question: text('edit_menu.ask_name', { most: maxTopicName }),
  target([id]) {
    const topicId = idFrom(id);
    return id === undefined ? {} : topicId === undefined ? undefined : { topicId };
  },
  home: ({ topicId }) => (topicId === undefined ? '/edit_menu' : `/menu_row topic ${topicId}`),
  command(target, words) {
    const names = topicNamesFrom(words);
    return names ? { type: 'name-topic', ...target, names } : text('edit_menu.wrong_name', { most: maxTopicName });
  },
  tell(outcome) {
    if (outcome.type !== 'name-topic') return undefined;
    const { result } = outcome;
    if (!result.ok && result.reason === 'name_taken') return { problem: text('edit_menu.name_taken') };
    return result.ok ? list(result.menu, text('edit_menu.named')) : gone();
  },
});

export const timeFormat = createTextDialogue<{ readonly formatId: number }>({
  name: 'time_format',
  question: text('edit_menu.ask_minutes', { fewest: fewestMinutes, most: mostMinutes }),
  target([id]) {
    const formatId = idFrom(id);
    return formatId === undefined ? undefined : { formatId };
  },
  home: ({ formatId }) => `/menu_row format ${formatId}`,
  command(target, words) {
    const [, digits] = /^(\d{1,3})\s*(?:分钟|分|min|mins|minutes)?$/i.exec(words.normalize('NFKC')) ?? [];
    const minutes = Number(digits ?? 0);
    return minutes >= fewestMinutes && minutes <= mostMinutes
      ? { type: 'time-format', ...target, minutes }
      : text('edit_menu.wrong_minutes', { fewest: fewestMinutes, most: mostMinutes });
  },
  tell(outcome) {
    if (outcome.type !== 'time-format') return undefined;
    return outcome.result.ok ? list(outcome.result.menu, text('edit_menu.timed')) : gone();
  },
});

function shownFrom(kind: string | undefined, word: string | undefined): Shown | undefined {
  const id = idFrom(word);
  return id !== undefined && (kind === 'topic' || kind === 'format') ? { kind, id } : undefined;
}

const toMenu = choice('/edit_menu', text('edit_menu.title'));
const gone = (): Reply => told(text('edit_menu.gone'), toMenu);

function after(result: MenuEdited, shown: Shown): Reply {
  if (result.ok) return page(result.menu, shown);
  return result.reason === 'last' ? told(text('edit_menu.last'), toMenu) : gone();
}

function list({ topics, formats }: MenuView, news: Text = ''): Reply {
  return {
    text: {
      lines: [
        news,
        text('edit_menu.title'),
        text('edit_menu.topics'),
        ...topics.map(topicLine),
        text('edit_menu.formats'),
        ...formats.map(formatLine),
        text('edit_menu.tap'),
      ],
    },
    choices: [
      ...rows(
        [
          ...topics.map(({ id, names }): Choice => choice(`/menu_row topic ${id}`, { names })),
          ...formats.map(({ id, names }): Choice => choice(`/menu_row format ${id}`, { names })),
        ],
        2,
      ),
      [choice('/name_topic', text('edit_menu.add'))],
      [menuButton],
    ],
  };
}

function topicLine({ names, active, speakers }: TopicRow): Text {
  const name = { names };
  if (!active) return text('edit_menu.line_off', { name });
  return speakers === 0
    ? text('edit_menu.line_nobody', { name })
    : text('edit_menu.topic_line', { name, count: speakers });
}

const formatLine = (row: FormatRow): Text =>
  text(row.active ? 'edit_menu.format_line' : 'edit_menu.line_off', {
    ...{ name: { names: row.names }, minutes: row.minutes },
  });

function page({ topics, formats }: MenuView, { kind, id }: Shown): Reply {
  const format = kind === 'format' ? formats.find((one) => one.id === id) : undefined;
  const row = kind === 'topic' ? topics.find((one) => one.id === id) : format;
  if (!row) return gone();
  const { names, active, open, speakers } = row;
  const how = active ? 'off' : 'on';
  return {
    text: {
      lines: [
        { names },
        text(active ? 'edit_menu.is_on' : 'edit_menu.is_off'),
        format ? text('edit_menu.minutes', { minutes: format.minutes }) : '',
        text('edit_menu.speakers', { count: speakers }),
        speakers === 0 ? text('edit_menu.nobody') : '',
        open > 0 ? text('edit_menu.open', { count: open }) : '',
      ],
    },
    choices: [
      [
        choice(`/switch_menu_row ${kind} ${id} ${how}`, text(active ? 'edit_menu.off' : 'edit_menu.on')),
        format
          ? choice(`/time_format ${id}`, text('edit_menu.set_minutes'))
          : choice(`/name_topic ${id}`, text('edit_menu.rename')),
      ],
      ...(speakers === 0 && kind === 'topic' ? [[choice('/team', text('roster.team'))]] : []),
      [toMenu, menuButton],
    ],
  };
}
