// Why this speaker, why not that one, and what would have to change where nobody can: matching's codes and numbers as
// sentences. Knows no rule and no weight.

import { type Text, text } from '../message.ts';
import type { OrderView, ProposalView } from '../order-view.ts';
import {
  type Candidate,
  choicePoints,
  choiceTermCodes,
  type Relaxations,
  type RuleCode,
  type Verdict,
} from '../proposal.ts';

const mostReasons = 3;
const mostDays = 3;

/** One sentence: what speaks most for the first, by itself or against the next best, or that all orders together do. */
export function whyLine([first, next]: readonly Candidate[]): Text {
  if (!first) return '';
  const reasons = reasonsFor(first, next);
  if (next && lacking(next, first) < 0)
    return text('why.this', { reasons: { list: [text('why.overall'), ...reasons.slice(0, mostReasons - 1)] } });
  if (reasons.length > 0) return text('why.this', { reasons: { list: reasons } });
  return next ? text('why.equal') : text('why.only');
}

/** What speaks for one by itself, where it is not known who else could; empty where nothing does. */
export function ownWhyLine(candidate: Candidate): Text {
  const reasons = reasonsFor(candidate, undefined);
  return reasons.length > 0 ? text('why.this', { reasons: { list: reasons } }) : '';
}

function reasonsFor(first: Candidate, next: Candidate | undefined): Text[] {
  const pointsOf = (candidate: Candidate, code: string): number =>
    candidate.terms.find((term) => term.code === code)?.points ?? 0;
  return (
    choiceTermCodes
      .map((code) => {
        const own = pointsOf(first, code);
        const term = first.terms.find((one) => one.code === code);
        return { code, params: term?.params, strength: Math.max(own, next ? own - pointsOf(next, code) : own) };
      })
      // The time speaks for the first by what it does not lose.
      .filter(
        ({ params, code, strength }) => strength > 0 && (params !== undefined || code === 'window' || code === 'clock'),
      )
      .sort((a, b) => b.strength - a.strength)
      .slice(0, mostReasons)
      .map(({ code, params }) => text(`why.${code}`, params))
  );
}

/** 「李四（少 6.5 分）」; a plan over all orders may have chosen one with fewer points for this one. */
export function lackingName(candidate: Candidate & { readonly name: string }, best: Candidate): Text {
  const { name } = candidate;
  const points = lacking(candidate, best);
  return points < 0 ? text('why.exceeds', { name, points: -points }) : text('why.lacks', { name, points });
}

const lacking = (candidate: Candidate, best: Candidate): number =>
  Math.round((choicePoints(best) - choicePoints(candidate)) * 10) / 10;

/** 「王五：不在」 */
export const verdictLine = ({ name, rules = [] }: Verdict & { readonly name: string }): Text =>
  text('why.not', { name, rules: ruleList(rules) });

/** What would have to change: 「会讲防毒识毒的人12月2日（周三）都不在；12月3日（周四）下午有 3 位」 */
export function relaxationLine(order: OrderView, { relaxations }: ProposalView): Text {
  if (!relaxations) return '';
  const blocked = blockedText(order, relaxations);
  const days = daysText(relaxations);
  return blocked && days ? text('why.then', { blocked, days }) : blocked || days;
}

function blockedText({ topic, windows }: OrderView, { sets: [easiest, ...others] }: Relaxations): Text {
  if (!easiest || !topic) return '';
  const [first] = windows;
  const oneDay = first && windows.every(({ day }) => day === first.day);
  const when = oneDay ? { day: first.day } : text('why.those_times');
  const { rules } = easiest;
  if (easiest.all && others.length === 0 && !rules.some((code) => ofThings.has(code)))
    return text('why.all_blocked', { topic: { names: topic }, when, rules: ruleList(rules) });
  return text('why.if', { ways: { list: [easiest, ...others].map(wayText) } });
}

const wayText = ({ rules, speakers }: Relaxations['sets'][number]): Text =>
  text('why.way', { rules: ruleList(rules), count: speakers });

const daysText = ({ days }: Relaxations): Text =>
  days.length === 0
    ? ''
    : {
        list: days
          .slice(0, mostDays)
          .map(({ day, half, speakers }) =>
            text('why.other_day', { day: { day }, half: text(`half.${half}`), count: speakers }),
          ),
      };

/** These say nothing of the speakers. */
const ofThings: ReadonlySet<RuleCode> = new Set(['no_kit', 'no_assistant']);

const ruleList = (rules: readonly RuleCode[]): Text => ({ list: rules.map((code) => text(`rule.${code}`)) });
