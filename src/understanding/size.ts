// How many people will listen.

import { maxSize } from '../domain/menu.ts';
import { hanNumeral, readNumber } from './numbers.ts';
import { type Span, spansOf } from './text.ts';

/** Fewer are the people somebody speaks of, not the listeners. */
const fewest = 5;

export function readSize(text: string): number | undefined {
  const plain = text.replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');
  const found = patterns
    .flatMap((pattern) => [...plain.matchAll(pattern)])
    .map((match) => ({ index: match.index, size: sizeOf(match.groups ?? {}) }))
    .filter(({ size }) => size !== undefined && size >= fewest && size <= maxSize);
  return found.sort((a, b) => a.index - b.index)[0]?.size;
}

/** The pieces that count people in digits: to be kept from the reader of dates, who takes "Dec 5 80" for a year. */
export const headcounts = (text: string): Span[] => spansOf(text, digitsAndPeople);

const listeners =
  '(?:村民|居民|群众|老百姓|百姓|老乡|老人|老年人|学生|同学|孩子|小朋友|娃娃|家长|师生|教师|党员|职工|工人|员工|务工|听众|观众|观影|妇女|青年|商户|摊主)';
const unit = `(?:(?:来|多|余)?个?\\s*人(?![民家])|(?:来|多|余)?\\s*(?:号人|口人|名(?![民辅村义]?警|警|志愿|宣讲|讲师|专家)|位(?![民辅村义]?警|警|领导|志愿|宣讲|讲师|专家|老师来)|个?\\s*${listeners})|(?:来|多)个(?=$|[^\\p{L}]|左右|吧|呢|的样子))`;
const people =
  '(?:people|persons?|villagers?|residents?|students?|pupils?|kids|children|adults|elders|seniors|parents|teachers|workers|listeners|attendees|participants|guests|seats|of us|folks|men|women|households members)\\b';
const nothingElse =
  '(?!\\s*(?:[\\d.:%零〇一二两三四五六七八九十百千万-]|分|块|元|岁|点|号|日|月|天|年|公里|里|米|户|斤|小时|个[村月小班学]|周|节|场|次|堂|家|am\\b|pm\\b|minutes?|hours?|mins?|days?|weeks?|yuan|km|kilomet|years?|o.clock|villages?|schools?|talks?|classes|households|percent))';
const range = '(?:\\s*(?:-|~|—|–|到|至|to)\\s*(?<upTo>\\d{1,5}))?';

const digitsAndPeople = new RegExp(
  `(?<![\\d.第:])\\d{1,5}(?:\\s*(?:-|~|到|至|to)\\s*\\d{1,5})?\\s*(?:几|${people}|${unit})`,
  'giu',
);
const patterns: readonly RegExp[] = [
  new RegExp(`(?<![\\d.第:])(?<digits>\\d{1,5})${range}\\s*(?<some>几)?${unit}`, 'gu'),
  new RegExp(`(?<![第几数])(?<!好几)(?<han>${hanNumeral}{1,9})(?<some>几)?${unit}`, 'gu'),
  new RegExp(
    `(?:大概|大约|差不多|估计|预计|人数(?:是|为|约|大概)?:?|规模:?|(?<!预)约)\\s*(?:有|是)?\\s*(?:(?<digits>\\d{1,5})${range}|(?<han>${hanNumeral}{2,9}))(?:来|多|左右|上下)?${nothingElse}`,
    'gu',
  ),
  new RegExp(`(?<![\\d.:])(?<digits>\\d{1,5})${range}\\s+(?:or so\\s+|odd\\s+)?(?:[a-z]+\\s+)?${people}`, 'gi'),
  new RegExp(`\\b(?:about|around|roughly|approximately|some|nearly)\\s+(?<digits>\\d{1,5})\\b${nothingElse}`, 'gi'),
  new RegExp(
    `\\b(?:(?<hundreds>a|one|two|three|four|five)\\s+hundred(?:\\s+and)?(?:\\s+|(?=-)))?(?<tens>ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)?\\s*(?:or so\\s+)?(?:[a-z]+\\s+)?${people}`,
    'gi',
  ),
];

type Groups = Readonly<Record<string, string | undefined>>;

function sizeOf({ digits, upTo, han, some, hundreds, tens }: Groups): number | undefined {
  if (digits !== undefined) {
    const from = Number(digits);
    const until = Number(upTo ?? digits);
    return Math.max(from, until) + (some ? 5 : 0);
  }
  if (han !== undefined) {
    const number = readHan(han);
    return number === undefined ? undefined : number + (some ? 5 : 0);
  }
  const total =
    (hundreds ? (englishOnes[hundreds.toLowerCase()] ?? 0) * 100 : 0) +
    (tens ? (englishTens[tens.toLowerCase()] ?? 0) : 0);
  return total === 0 ? undefined : total;
}

/** 八九十 is up to ninety; of 三八十, which is no number, the end counts: the 三 belongs to what stands before. */
function readHan(text: string): number | undefined {
  const upper = text.replace(neighbours, (pair) => pair[1] ?? '');
  for (let start = 0; start < upper.length; start++) {
    const number = readNumber(upper.slice(start));
    if (number !== undefined) return number;
  }
  return undefined;
}

const neighbours = /一两|一二|两三|二三|三四|四五|五六|六七|七八|八九/g;
const englishOnes: Record<string, number> = { a: 1, one: 1, two: 2, three: 3, four: 4, five: 5 };
const englishTens: Record<string, number> = {
  ten: 10,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
