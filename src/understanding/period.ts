// A school's lesson that a sentence names: 第3节, 班会, "second period".

import { classMeeting } from '../domain/calendar.ts';
import { readNumber } from './numbers.ts';
import { type Said, spanOf, spansOf } from './text.ts';

/** In the order in which they are said. */
export function readPeriods(text: string): Said<number>[] {
  const found: Said<number>[] = spansOf(text, /班会|\bclass meeting\b|\bhomeroom\b/gi).map((span) => ({
    ...span,
    value: classMeeting,
  }));
  for (const pattern of [hanPeriod, englishPeriod]) {
    for (const match of text.matchAll(pattern)) {
      const { part, number, other } = match.groups ?? {};
      const word = number ?? other ?? '';
      const said = readNumber(word) ?? ordinals.indexOf(word.toLowerCase()) + 1;
      // 下午第1节 is the fifth lesson of the day.
      const value = part && said <= 4 ? said + 4 : said;
      if (value >= 1 && value <= 8) found.push({ ...spanOf(match), value });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

const hanPeriod = /(?:(?<part>下午)的?\s*|(?:上午)的?\s*)?第\s*(?<number>[1-8一二三四五六七八])\s*[节堂]课?/g;
const englishPeriod =
  /(?:(?<part>afternoon)\s+)?\b(?:(?:period|lesson)\s+(?<number>[1-8])|(?<other>[1-8](?=st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth)(?:st|nd|rd|th)?\s+(?:period|lesson|class))\b/gi;
const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];
