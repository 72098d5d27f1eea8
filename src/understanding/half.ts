// The half-day a sentence names: by a word (下午), by the clock (晚七点, 3pm), or by a school's lesson (第3节, 班会).

import { type Half, halfOfPeriod } from '../domain/calendar.ts';
import { clockIn, isEnd, isRefused, otherHalf, readClocks } from './clock.ts';
import { readPeriods } from './period.ts';
import { blank, type Said, type Span, spansOf } from './text.ts';

interface HalfSaid {
  readonly half?: Half;
  readonly period?: number;
  /** The hour that was named; only where no lesson was. */
  readonly clock?: number;
  /** The hour in the other half of the day, where the sentence leaves it open and a talk can begin then. */
  readonly otherwise?: { readonly half: Half; readonly clock: number };
  readonly spans: readonly Span[];
}

/** `near`: where the day was named. Of several half-days the one said with the day is meant. */
export function readHalf(sentence: string, near: number): HalfSaid {
  const text = blank(sentence, spansOf(sentence, greeting));
  const periods = readPeriods(text);
  const clocks = readClocks(blank(text, periods));
  const words = readWords(text);
  const spans = [...periods, ...clocks, ...words];
  const clock = nearest(
    clocks.filter((one) => !isRefused(text, one)),
    near,
  );
  const word = nearest(words, near)?.value;
  const said = clock?.value.sure ? clock.value.half : (word ?? clock?.value.half);
  const period = nearest(periods, near)?.value;
  if (period === undefined) {
    const about = said && clock && !isEnd(text, clock) ? clockIn(said, clock.value.minutes) : undefined;
    const late = about !== undefined && !word && clock ? otherHalf(clock.value) : undefined;
    return {
      ...(said && { half: said }),
      ...(about !== undefined && { clock: about }),
      ...(late && { otherwise: late }),
      spans,
    };
  }
  // A class meeting may be held in the morning: the half-day that was said stands, and no lesson is assumed.
  if (said !== undefined && said !== halfOfPeriod(period)) return { half: said, spans };
  return { half: halfOfPeriod(period), period, spans };
}

const nearest = <Value>(found: readonly Said<Value>[], near: number): Said<Value> | undefined =>
  found.find(({ start }) => start >= near) ?? found[0];

const greeting = /[早中晚]上?[上午]?好|[上下]午好|\bgood\s+(?:morning|afternoon|evening|night)\b/gi;

function readWords(text: string): Said<Half>[] {
  return (['morning', 'afternoon', 'evening'] as const)
    .flatMap((half) => spansOf(text, words[half]).map((span) => ({ ...span, value: half })))
    .sort((a, b) => a.start - b.start);
}

/** 中午 lies between the half-days; a talk at noon begins the afternoon. */
const words: Record<Half, RegExp> = {
  morning: /早上|早晨|清早|清晨|一早|早饭后|上午|[今明后]早|早间|\bmornings?\b/gi,
  afternoon: /中午|正午|下午|午后|午饭后|\bafternoons?\b|\bafter lunch\b|\bnoon\b|\blunch ?time\b/gi,
  evening:
    /傍晚|晚上|晚间|夜里|夜间|夜晚|天黑|晚饭后|[今明后当]晚|(?<=[一二三四五六日天号])晚|\bevenings?\b|\btonight\b|\bnight\b|\bdusk\b|\bafter dark\b/gi,
};
