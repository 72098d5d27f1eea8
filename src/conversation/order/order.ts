// 点单: ordering a talk, also for somebody else (by phone, on the spot) and after the fact (补录).

import { blankLine, text } from '../../domain/message.ts';
import type { Dialogue, Facts, Input, Opening, Reply, Step } from '../dialogue.ts';
import { atSchool, hasContent, isLikeLastTime, likeLastTime, ownTalk, withNamedCourse } from './begin.ts';
import { fillIn } from './fill-in.ts';
import { putRight } from './put-right.ts';
import { firstLines } from './step-summary.ts';
import { steps } from './steps.ts';
import { submission, submitted } from './submit.ts';
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
    takesDays: ({ at }) => at === 'when',
    keeps: hasContent,
    start: (opening, facts) => start(mode, opening, facts),
    step,
    ask,
    conclude(talk, outcome, facts) {
      const answer = submitted(talk, outcome, facts);
      return 'why' in answer ? settle(answer.talk, { kind: 'problem', text: answer.why }, facts) : answer;
    },
  };
}

function start(mode: Mode, { args, said, parked }: Opening<Talk>, facts: Facts): Step<Talk> {
  const { lastDraft } = facts.person;
  if (said && lastDraft && isLikeLastTime(said.text)) {
    const talk = putRight(likeLastTime(mode, lastDraft, facts), said, facts);
    return nextStep(talk) === 'summary' ? proceed(talk, facts) : startAgain(talk, facts);
  }
  if (said) return proceed(fillIn(ownTalk(mode, facts), said, facts), facts);
  if (args[0] === 'again' && lastDraft) return startAgain(likeLastTime(mode, lastDraft, facts), facts);
  if (args[0] === 'school') return proceed(atSchool(mode, args[1], facts), facts);
  if (args[0] === 'course') return proceed(withNamedCourse(mode, args[1], facts), facts);
  if (parked && args[0] !== 'new') {
    // Left again at the question whether to go on: what is kept is still the order itself.
    return proceed({ ...newTalk(mode), at: 'resume', parked: parked.parked ?? parked }, facts, 'resume');
  }
  return proceed(ownTalk(mode, facts), facts);
}

/** Says over the question what 上次 was: it may be long ago. */
function startAgain(talk: Talk, facts: Facts): Step<Talk> {
  const begun = proceed(talk, facts);
  return {
    ...begun,
    replies: begun.replies.map((reply) => ({
      ...reply,
      text: { lines: [...firstLines(talk, facts), blankLine, reply.text] },
    })),
  };
}

function step(talk: Talk, input: Input, facts: Facts): Step<Talk> {
  const { lastDraft } = facts.person;
  if (input.kind === 'choice' && input.id === 'back') return goBack(talk, facts);
  if (input.kind === 'choice' && input.id === 'again' && lastDraft) {
    return startAgain(likeLastTime(talk.mode, lastDraft, facts), facts);
  }
  return settle(talk, steps[talk.at].take(talk, input, facts), facts);
}

function settle(talk: Talk, taken: Taken, facts: Facts): Step<Talk> {
  switch (taken.kind) {
    case 'filled': {
      const { home, ...rest } = withoutPicker(taken.talk);
      const done: Talk = { ...rest, draft: withFittingFormat(rest.draft, facts) };
      return proceed(done, facts, home && nextStep(done) === 'summary' ? home : undefined, noted(talk));
    }
    case 'stay':
      return { state: taken.talk, replies: [ask(taken.talk, facts)] };
    case 'problem': {
      const reply = ask(talk, facts);
      return { state: talk, replies: [{ ...reply, text: { lines: [taken.text, blankLine, reply.text] } }] };
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

/** Typed or shared: the channel's button for sharing the number has to go. */
const noted = ({ at, mode }: Talk): Reply[] =>
  at === 'phone' && mode === 'own' ? [{ text: text('phone.noted'), contact: 'remove' }] : [];

/** Goes to the next question, or to `at`. */
function proceed(talk: Talk, facts: Facts, at: StepName = nextStep(talk), before: readonly Reply[] = []): Step<Talk> {
  const next: Talk = { ...talk, at, trail: trailTo(at, talk) };
  return { state: next, replies: [...before, ask(next, facts)] };
}

/** 返回 leads to the questions that came before, each once; from the summary through all of them. */
function trailTo(at: StepName, talk: Talk): readonly StepName[] {
  const { at: from, trail } = talk;
  if (at === 'summary') return required(talk).filter((name) => name !== 'phone');
  const before = trail.indexOf(at);
  if (before >= 0) return trail.slice(0, before);
  return from === at ? trail : [...trail, from];
}

function goBack(talk: Talk, facts: Facts): Step<Talk> {
  const up = withoutPicker(talk);
  // Inside a picker, back goes up: from the villages to the townships, from the half-day to the days.
  if (isInside(talk)) return { state: up, replies: [ask(up, facts)] };
  const at = talk.trail.at(-1);
  if (at === undefined) return { state: talk, replies: [], goOn: '/menu' };
  const { home: _, ...rest } = up;
  const next: Talk = { ...rest, at, trail: talk.trail.slice(0, -1) };
  return { state: next, replies: [ask(next, facts)] };
}

/** Without the picker of the question that stands open; what a sentence said for a later one stays. */
function withoutPicker(talk: Talk): Talk {
  const { place, when, page: _, ...rest } = talk;
  const { at } = talk;
  return {
    ...rest,
    ...(place && at !== 'place' && at !== 'many' && { place }),
    ...(when && at !== 'when' && at !== 'other_times' && { when }),
  };
}

function isInside({ at, place, when, page = 0 }: Talk): boolean {
  if (at === 'place' || at === 'many') return place !== undefined;
  return at === 'when' || at === 'other_times' ? when?.day !== undefined : page > 0;
}

function ask(talk: Talk, facts: Facts): Reply {
  return steps[talk.at].ask(talk, facts);
}
