// 举手统计: the speaker asks for a show of hands, from 5 down to 1, and counts by tapping, or types the numbers.

import type { OrderId } from '../../domain/ids.ts';
import { type Text, text } from '../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, told } from '../answers.ts';
import { idFrom } from '../arguments.ts';
import { choice, type Dialogue, type Input, type Reply, type Step } from '../dialogue.ts';
import { staffNav } from '../nav.ts';
import { notDone } from './acted.ts';

interface Tally {
  readonly orderId: OrderId;
  /** The score whose hands are up; 0: all counted. */
  readonly score: number;
  /** For 1 to 5, in this order, as the command wants them. */
  readonly counts: readonly number[];
}

export const tally: Dialogue<Tally> = {
  name: 'tally',
  start({ args: [order] }) {
    const orderId = idFrom(order);
    return orderId === undefined ? lost : open({ orderId, score: best, counts: [0, 0, 0, 0, 0] });
  },
  step(tally, input) {
    if (input.kind === 'choice' && input.id === 'back') {
      return tally.score === best ? handOver(`/talk ${tally.orderId}`) : open({ ...tally, score: tally.score + 1 });
    }
    if (input.kind === 'text') return takeNumbers(tally, input.text);
    return tally.score === 0 ? takeCheck(tally, input) : takeTap(tally, input);
  },
  ask,
  conclude(tally, outcome) {
    if (outcome.type !== 'tally' || !tally) return lost;
    const { result } = outcome;
    if (result.ok)
      return ended(
        told(text('tally.done', { hands: sum(tally.counts) }), choice(`/qr ${tally.orderId}`, text('talk.qr'))),
      );
    return ended(result.reason === 'not_open' ? told(text('tally.not_open')) : notDone(result, 'talk'));
  },
};

const best = 5;
const mostHands = 5000;

function takeTap(tally: Tally, input: Input): Step<Tally> {
  const id = input.kind === 'choice' ? input.id : '';
  if (id === 'next') return open({ ...tally, score: tally.score - 1 });
  if (id === 'zero') return open(counted(tally, 0));
  const more = Number(/^\+(1|5|10)$/.exec(id)?.[1]);
  if (!more) return askedAgain(tally, text('tally.wrong'), ask(tally));
  return open(counted(tally, Math.min(mostHands, countOf(tally) + more)));
}

function takeCheck(tally: Tally, input: Input): Step<Tally> {
  if (input.kind !== 'choice' || input.id !== 'send') return askedAgain(tally, text('tally.tap_send'), ask(tally));
  if (sum(tally.counts) === 0) return askedAgain(tally, text('tally.nobody'), ask(tally));
  return { state: tally, replies: [], command: { type: 'tally', orderId: tally.orderId, counts: tally.counts } };
}

/** One number is for the score whose hands are up, five are for all, from 5 down to 1. */
function takeNumbers(tally: Tally, said: string): Step<Tally> {
  const numbers = said
    .normalize('NFKC')
    .trim()
    .split(/[\s,、;/]+/)
    .map((word) => (/^\d{1,4}$/.test(word) ? Number(word) : Number.NaN));
  const possible = numbers.every((number) => number <= mostHands);
  const [only] = numbers;
  if (possible && numbers.length === best) return open({ ...tally, score: 0, counts: numbers.reverse() });
  if (possible && numbers.length === 1 && only !== undefined && tally.score > 0) {
    const next = counted(tally, only);
    return open({ ...next, score: tally.score - 1 });
  }
  return askedAgain(tally, text('tally.wrong'), ask(tally));
}

const open = (tally: Tally): Step<Tally> => asked(tally, ask(tally));
const countOf = ({ counts, score }: Tally): number => counts[score - 1] ?? 0;
const counted = (tally: Tally, hands: number): Tally => ({
  ...tally,
  counts: tally.counts.map((count, at) => (at === tally.score - 1 ? hands : count)),
});
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

function ask(tally: Tally): Reply {
  const { score, counts } = tally;
  const soFar: Text[] = counts
    .map((hands, at) => text('tally.line', { score: at + 1, hands }))
    .slice(score)
    .reverse();
  if (score === 0)
    return {
      text: { lines: [text('tally.check'), ...soFar] },
      choices: [[choice('send', text('tally.send'))], staffNav],
    };
  return {
    text: {
      lines: [
        ...soFar,
        text('tally.ask', { stars: '⭐'.repeat(score), score, hands: countOf(tally) }),
        score === best ? text('tally.how') : '',
      ],
    },
    choices: [
      [choice('+1', '+1'), choice('+5', '+5'), choice('+10', '+10'), choice('zero', text('tally.zero'))],
      [choice('next', score > 1 ? text('tally.next', { score: score - 1 }) : text('tally.last'))],
      staffNav,
    ],
  };
}
