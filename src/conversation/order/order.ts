// 点单: ordering a talk, also for somebody else (by phone, on the spot) and after the fact (补录).

import type { Outcome } from '../../domain/commands.ts';
import type { Draft } from '../../domain/draft.ts';
import { type TextKey, text } from '../../domain/message.ts';
import type { Dialogue, Facts, Input, Opening, Reply, Step } from '../dialogue.ts';
import { choice } from '../dialogue.ts';
import { fillIn } from './fill-in.ts';
import { steps } from './steps.ts';
import { submission } from './submit.ts';
import {
  type Mode,
  newTalk,
  nextStep,
  required,
  type StepName,
  type Taken,
  type Talk,
  withFittingFormat,
} from './talk.ts';

export function createOrderDialogue(mode: Mode): Dialogue<Talk> {
  return {
    name: `order.${mode}`,
    keepsDays: 7,
    start: (opening, facts) => start(mode, opening, facts),
    step,
    ask,
    conclude,
  };
}

function start(mode: Mode, { args, said, parked }: Opening<Talk>, facts: Facts): Step<Talk> {
  if (said) return proceed(fillIn(ownTalk(mode, facts), said, facts), facts);
  if (args[0] === 'again' && facts.person.lastDraft) return proceed(likeLastTime(mode, facts.person.lastDraft), facts);
  if (parked && args[0] !== 'new') return proceed({ ...newTalk(mode), at: 'resume', parked }, facts, 'resume');
  return proceed(ownTalk(mode, facts), facts);
}

/** What was once said is not asked again. */
function ownTalk(mode: Mode, { person }: Facts): Talk {
  const talk = newTalk(mode);
  return mode === 'own' && person.phone ? { ...talk, draft: { ...talk.draft, phone: person.phone } } : talk;
}

/** 和上次一样: everything but the time and the questions. */
function likeLastTime(mode: Mode, last: Draft): Talk {
  return { ...newTalk(mode), draft: { ...last, windows: [], questions: [] } };
}

function step(talk: Talk, input: Input, facts: Facts): Step<Talk> {
  if (input.kind === 'choice' && input.id === 'back') return goBack(talk, facts);
  if (input.kind === 'choice' && input.id === 'again' && facts.person.lastDraft) {
    return proceed(likeLastTime(talk.mode, facts.person.lastDraft), facts);
  }
  const current = steps[talk.at];
  return settle(talk, current.take(talk, input, facts), input, facts);
}

function settle(talk: Talk, taken: Taken, input: Input, facts: Facts): Step<Talk> {
  switch (taken.kind) {
    case 'filled': {
      const { home, place: _p, when: _w, page: _n, ...rest } = taken.talk;
      const done: Talk = { ...rest, draft: withFittingFormat(rest.draft, facts) };
      const replies = input.kind === 'contact' ? [{ text: text('phone.noted'), contact: 'remove' as const }] : [];
      return proceed(done, facts, home && nextStep(done) === 'summary' ? home : undefined, replies);
    }
    case 'stay':
      return { state: taken.talk, replies: [ask(taken.talk, facts)] };
    case 'problem': {
      const reply = ask(talk, facts);
      return { state: talk, replies: [{ ...reply, text: { lines: [taken.text, '', reply.text] } }] };
    }
    case 'goto': {
      const { home: _, ...from } = taken.talk ?? talk;
      const next: Talk = {
        ...from,
        at: taken.at,
        trail: [...from.trail, talk.at],
        ...(taken.home && { home: taken.home }),
      };
      return { state: next, replies: [ask(next, facts)] };
    }
    case 'submit':
      return submission(talk, facts);
  }
}

/** Goes to the next question, or to `at`. */
function proceed(talk: Talk, facts: Facts, at: StepName = nextStep(talk), before: readonly Reply[] = []): Step<Talk> {
  const trail = talk.at === at ? talk.trail : at === 'summary' ? [] : [...talk.trail, talk.at];
  const next: Talk = { ...talk, at, trail };
  return { state: next, replies: [...before, ask(next, facts)] };
}

function goBack(talk: Talk, facts: Facts): Step<Talk> {
  // Inside a picker, back goes up: from the villages to the townships, from the half-day to the days.
  if (talk.place || talk.when?.day !== undefined || talk.page) {
    const { place: _p, when: _w, page: _n, ...rest } = talk;
    return { state: rest, replies: [ask(rest, facts)] };
  }
  const at = talk.trail.at(-1);
  if (at === undefined) {
    const first = required(talk.mode)[0];
    return talk.at === 'summary' && first
      ? proceed({ ...talk, at: 'summary' }, facts, first)
      : { state: talk, replies: [], goOn: '/menu' };
  }
  const { home: _, ...rest } = talk;
  const next: Talk = { ...rest, at, trail: talk.trail.slice(0, -1) };
  return { state: next, replies: [ask(next, facts)] };
}

function ask(talk: Talk, facts: Facts): Reply {
  return steps[talk.at].ask(talk, facts);
}

function conclude(talk: Talk | undefined, outcome: Outcome, facts: Facts): Step<Talk> {
  const { result } = outcome;
  if (talk && 'reason' in result) {
    const at = result.reason === 'unknown_place' ? 'place' : 'when';
    return settle(
      { ...talk, at },
      { kind: 'problem', text: text(reasons[result.reason] ?? 'when.past') },
      { kind: 'choice', id: '' },
      facts,
    );
  }
  if ('numbers' in result) {
    const numbers = { list: result.numbers };
    const batch = 'batchNumber' in result ? result.batchNumber : undefined;
    const thanks =
      batch !== undefined
        ? text('order.received_many', { number: batch, count: result.numbers.length, numbers })
        : text(talk?.mode === 'own' || !talk ? 'order.received' : 'order.entered', { number: numbers });
    return {
      state: undefined,
      replies: [
        {
          text: thanks,
          choices: [
            [
              ...(talk && talk.mode !== 'own' ? [] : [choice('/orders', text('menu.orders'))]),
              choice('/menu', text('menu.open')),
            ],
          ],
        },
      ],
    };
  }
  if (outcome.type === 'log-talk' && outcome.result.ok) {
    const { order } = outcome.result;
    return {
      state: undefined,
      replies: [
        {
          text: text('log.done', { number: order.number }),
          choices: [[choice(`/photo ${order.id}`, text('deliver.photo')), choice('/menu', text('menu.open'))]],
        },
      ],
    };
  }
  return { state: undefined, replies: [], goOn: '/menu' };
}

/** Why the services did not take it, where that is not a time gone by. */
const reasons: Readonly<Record<string, TextKey>> = {
  unknown_place: 'place.not_found',
  too_far: 'when.too_far',
  future: 'when.not_yet',
  too_old: 'when.too_old',
  overlap: 'log.overlap',
};
