// An hour that a sentence names: 三点, 15:00, 3pm. What is no beginning of a talk (四点前, 不是三点) is told apart.

import { type Half, halfHours } from '../domain/calendar.ts';
import { hanNumeral, readNumber } from './numbers.ts';
import { type Said, type Span, spanOf } from './text.ts';

export interface Clock {
  readonly minutes: number;
  readonly half: Half;
  /** It leaves no doubt between morning and evening. */
  readonly sure: boolean;
}

/** In the order in which they are said. */
export function readClocks(text: string): Said<Clock>[] {
  const found: Said<Clock>[] = [];
  for (const pattern of [hanClock, digitalClock, englishClock, englishHour]) {
    for (const match of text.matchAll(pattern)) {
      const { part = '', from, hour = '', minute } = match.groups ?? {};
      const until = readNumber(hour) ?? 24;
      const said = from === undefined ? until : (readNumber(from) ?? 24);
      const minutes = from === undefined ? minutesOf(minute) : 0;
      if (said > 23 || minutes > 59 || isNight(said, part)) continue;
      // 一点 alone is "a little".
      if (hour === '一' && part === '' && minute === undefined) continue;
      // 10-12pm begins in the morning.
      const sinceMidnight = hourOf(said, said % 12 > until % 12 ? '' : part) * 60 + minutes;
      const sure = part !== '' || said > 12;
      found.push({ ...spanOf(match), value: { minutes: sinceMidnight, half: halfAt(sinceMidnight), sure } });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

const hanHour = `\\d{1,2}|${hanNumeral}{1,3}`;
const partWords = '凌晨|半夜|午夜|深夜|清晨|早上|早晨|上午|早|中午|下午|午后|傍晚|晚上|晚间|夜里|晚';
/** 2-4点: it begins at two. */
const hanFrom = `(?:(?<from>${hanHour})\\s?[-~—–至到、]\\s?)?`;
/** Not 3点2个班: what counts something else is no minute. */
const hanMinute = `半|[一三]刻|\\d{2}(?=分|\\s?(?:左右|[-~—–至到,。;、!]|$|\\s))|\\d{2}(?!\\d)(?!\\s?[个人名位场班户家])|\\d(?=分)|${hanNumeral}{1,3}(?=分|左右|[,。;、!\\s]|$)`;

// 周五三点: the numeral before the hour is the weekday's, and no part of it.
const hanClock = new RegExp(
  `(?<part>${partWords})?\\s*(?<![\\d几第])(?<!(?<!周|星期|礼拜)${hanNumeral})(?<!周|星期|礼拜)${hanFrom}(?<hour>${hanHour})\\s?(?:点|时(?![候间代尚段]))(?!单|题|赞|名|个|[儿都也]|建议|要求|意见|想法|希望|问题|疑问|体会)(?<minute>${hanMinute})?`,
  'g',
);
const digitalClock = new RegExp(
  `(?<part>${partWords})?\\s*(?<![\\d:.])(?<hour>\\d{1,2}):(?<minute>\\d{2})(?![\\d:])(?!\\s*[ap]\\.?m)`,
  'gi',
);
const englishClock =
  /(?<![\d:.])(?:(?<from>\d{1,2})\s*(?:-|~|–|—|to|until)\s*)?(?<hour>\d{1,2})(?:[:.](?<minute>\d{2}))?\s*(?:(?:o'?clock\s*)?(?<part>[ap]\.?m\b|in the (?:morning|afternoon|evening)\b|at night\b)|o'?clock\b)/gi;
/** at 3, on Friday: a bare number only where nothing follows that it could count. */
const englishHour =
  /\bat\s+(?<hour>\d{1,2})(?=\s*(?:$|[,;!?]|\.(?!\d)|on\b|sharp\b|today\b|tomorrow\b|this\b|next\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b))/gi;

function minutesOf(minute: string | undefined): number {
  const fixed = { 半: 30, 一刻: 15, 三刻: 45 }[minute ?? ''];
  return fixed ?? (minute === undefined ? 0 : (readNumber(minute) ?? 0));
}

/** 凌晨三点, 夜里两点, 晚上十二点: no talk is given then, and none in the afternoon is meant. */
const isNight = (said: number, part: string): boolean =>
  /凌晨|半夜|午夜|深夜/.test(part) || (/[晚夜]|evening|night/i.test(part) && (said < 5 || said === 12));

function hourOf(said: number, part: string): number {
  const word = part.toLowerCase().replace('.', '');
  if (/[下后傍晚夜]|^pm|afternoon|evening|night/.test(word)) return said < 12 ? said + 12 : said;
  if (word === '中午') return said < 4 ? said + 12 : said;
  if (/[早晨上]|morning/.test(word)) return said;
  if (word === 'am') return said === 12 ? 0 : said;
  // Nobody gives a talk between midnight and eight.
  return said < 8 ? said + 12 : said;
}

const halfAt = (minutes: number): Half =>
  minutes < 12 * 60 ? 'morning' : minutes < 17 * 60 + 30 ? 'afternoon' : 'evening';

/** 四点前, "before 11am": it is to be over by then. */
export const isEnd = (text: string, { start, end }: Span): boolean =>
  /^\s*(?:[以之]?前|结束)/.test(text.slice(end)) || /\b(?:before|by|until|till)\s*$/i.test(text.slice(0, start));

/** 不是三点，是四点; 三点不行 */
export const isRefused = (text: string, { start, end }: Span): boolean =>
  /(?:不是|不要|别|\bnot(?:\s+at)?)\s*$/i.test(text.slice(0, start)) ||
  /^钟?\s*(?:不行|不可以|不方便|没空|没时间|来不及)/.test(text.slice(end));

/**
 * Minutes after midnight, at which a talk of that half-day may begin; what is half an hour too early is taken for the
 * earliest. 晚上大概 8 点 is read as 8:00 by itself, and means 20:00.
 */
export function clockIn(half: Half, minutes: number): number | undefined {
  const { from, until } = halfHours[half];
  const named = halfAt(minutes) === half ? minutes : minutes + 12 * 60;
  return from - 30 <= named && named <= until - 30 ? Math.max(from, named) : undefined;
}

/** 八点 may be the evening's, too. */
export function otherHalf({ minutes, half, sure }: Clock): { half: Half; clock: number } | undefined {
  if (sure || half !== 'morning') return undefined;
  const clock = clockIn('evening', minutes);
  return clock === undefined ? undefined : { half: 'evening', clock };
}
