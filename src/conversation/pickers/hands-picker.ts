// Counting hands for 1 to 5 stars, from 5 down to 1: by tapping, or by typing one number or all five. Knows nothing of
// what is rated.

import { mostHands } from '../../domain/menu.ts';
import { type Choice, type Text, text } from '../../domain/message.ts';
import { choice, type Input } from '../dialogue.ts';

export interface Hands {
  /** The score whose hands are up; 0: all counted. */
  readonly score: number;
  /** For 1 to 5, in this order, as the commands want them. */
  readonly counts: readonly number[];
}

export type HandsTaken =
  | { readonly kind: 'stay'; readonly hands: Hands }
  | { readonly kind: 'problem'; readonly text: Text }
  /** Seen once more, and right. */
  | { readonly kind: 'counted'; readonly counts: readonly number[] };

export const best = 5;
export const noHands: Hands = { score: best, counts: [0, 0, 0, 0, 0] };

export function takeHands(hands: Hands, input: Input): HandsTaken {
  if (input.kind === 'text') return takeNumbers(hands, input.text);
  const id = input.kind === 'choice' ? input.id : '';
  return hands.score === 0 ? takeCheck(hands, id) : takeTap(hands, id);
}

/** One score up, for 返回; undefined at the first. */
export const handsBefore = (hands: Hands): Hands | undefined =>
  hands.score === best ? undefined : { ...hands, score: hands.score + 1 };

export const handsUp = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

export function askHands(hands: Hands, nav: readonly Choice[]) {
  const { score, counts } = hands;
  const soFar: Text[] = counts
    .map((up, at) => text('tally.line', { score: at + 1, hands: up }))
    .slice(score)
    .reverse();
  if (score === 0)
    return { text: { lines: [text('tally.check'), ...soFar] }, choices: [[choice('send', text('tally.send'))], nav] };
  return {
    text: {
      lines: [
        ...soFar,
        text('tally.ask', { stars: '⭐'.repeat(score), score, hands: countOf(hands) }),
        score === best ? text('tally.how') : '',
      ],
    },
    choices: [
      [choice('+1', '+1'), choice('+5', '+5'), choice('+10', '+10'), choice('zero', text('tally.zero'))],
      [choice('next', score > 1 ? text('tally.next', { score: score - 1 }) : text('tally.last'))],
      nav,
    ],
  };
}

function takeTap(hands: Hands, id: string): HandsTaken {
  if (id === 'next') return stay({ ...hands, score: hands.score - 1 });
  if (id === 'zero') return stay(counted(hands, 0));
  const more = Number(/^\+(1|5|10)$/.exec(id)?.[1]);
  return more ? stay(counted(hands, Math.min(mostHands, countOf(hands) + more))) : wrong;
}

function takeCheck({ counts }: Hands, id: string): HandsTaken {
  if (id !== 'send') return { kind: 'problem', text: text('tally.tap_send') };
  return handsUp(counts) === 0 ? { kind: 'problem', text: text('tally.nobody') } : { kind: 'counted', counts };
}

/** One number is for the score whose hands are up, five are for all, from 5 down to 1. */
function takeNumbers(hands: Hands, said: string): HandsTaken {
  const numbers = said
    .normalize('NFKC')
    .trim()
    .split(/[\s,、;/]+/)
    .map((word) => (/^\d{1,4}$/.test(word) ? Number(word) : Number.NaN));
  const possible = numbers.every((number) => number <= mostHands);
  const [only] = numbers;
  if (possible && numbers.length === best) return stay({ score: 0, counts: numbers.reverse() });
  if (possible && numbers.length === 1 && only !== undefined && hands.score > 0)
    return stay({ ...counted(hands, only), score: hands.score - 1 });
  return wrong;
}

const wrong: HandsTaken = { kind: 'problem', text: text('tally.wrong') };
const stay = (hands: Hands): HandsTaken => ({ kind: 'stay', hands });
const countOf = ({ counts, score }: Hands): number => counts[score - 1] ?? 0;
const counted = (hands: Hands, up: number): Hands => ({
  ...hands,
  counts: hands.counts.map((count, at) => (at === hands.score - 1 ? up : count)),
});
