// 宣讲菜单 as coordinators edit it: topics and formats. What is ordered already stays as it was ordered.

import type { FormatId, TopicId } from './ids.ts';
import type { Names } from './message.ts';

/** The longest name of a topic, in either language. */
export const maxTopicName = 30;

export interface MenuRow<Id> {
  readonly id: Id;
  readonly names: Names;
  /** Whether it can be ordered. */
  readonly active: boolean;
  /** Orders of it that are not over. */
  readonly open: number;
  /** Speakers in the team who give it. */
  readonly speakers: number;
}

export type TopicRow = MenuRow<TopicId>;
/** Minutes of the talk itself. */
export type FormatRow = MenuRow<FormatId> & { readonly minutes: number };

export interface MenuView {
  readonly topics: readonly TopicRow[];
  readonly formats: readonly FormatRow[];
}

export type MenuEdited =
  | { readonly ok: true; readonly menu: MenuView }
  /** `last`: nothing else of its kind could be ordered then. */
  | { readonly ok: false; readonly reason: 'not_found' | 'last' | 'name_taken' };

export interface MenuCommands {
  'show-menu': { args: object; result: MenuView };
  'switch-topic': { args: { readonly topicId: TopicId; readonly active: boolean }; result: MenuEdited };
  'switch-format': { args: { readonly formatId: FormatId; readonly active: boolean }; result: MenuEdited };
  /** Without an id: a new topic, at the end of the menu. */
  'name-topic': { args: { readonly topicId?: TopicId; readonly names: Names }; result: MenuEdited };
  'time-format': { args: { readonly formatId: FormatId; readonly minutes: number }; result: MenuEdited };
}

/** `防范养老诈骗 / Elder fraud`, the second part optional; undefined: not a name, or too long. */
export function topicNamesFrom(words: string): Names | undefined {
  const [zh = '', en, ...more] = words.split(/[/／]/).map((part) => part.replace(/\s+/g, ' ').trim());
  if (more.length > 0 || !isTopicName(zh) || (en !== undefined && !isTopicName(en))) return undefined;
  return { zh, ...(en !== undefined && { en }) };
}

export const isTopicName = (name: string): boolean =>
  /^[^<>]*\p{L}[^<>]*$/u.test(name) && [...name].length <= maxTopicName;
