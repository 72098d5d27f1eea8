// A 法治副校长 is asked for: a first one, several, somebody else, a successor, or the same person for another term (seen
// once and sent: two taps). What the school needs and why, and whom it would like. By the school itself, or by a
// coordinator for a school that does not do so in chat.

import type { Command } from '../../domain/commands.ts';
import type { DeputyRequestKind, DeputyRequestView } from '../../domain/deputy/views.ts';
import type { SchoolId } from '../../domain/ids.ts';
import { type Choice, text } from '../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, told } from '../answers.ts';
import { idFrom } from '../arguments.ts';
import type { Dialogue, Input, Reply, Step } from '../dialogue.ts';
import { askNext, type Requesting, stepsOf, takeAnswer } from './questions.ts';
import { isFollowed, isOpen, type MySchool, requestLine, waitsFor } from './standing.ts';

/** Who asks, and where they stand when they do. */
export interface Desk {
  /** Under every question. */
  readonly nav: readonly Choice[];
  /** What tells about the school; undefined: the button does not say which. */
  load(schoolId: SchoolId | undefined): Command | undefined;
  /** Back to the school. */
  home(schoolId: SchoolId): Choice;
  /** Of several, where the button does not say which; nothing at all; and one that is not theirs. */
  which(schools: readonly MySchool[]): Reply;
  readonly none: Reply;
  readonly notYours: Reply;
  sent(requests: readonly DeputyRequestView[], schoolId: SchoolId): Reply;
}

type Target = Pick<Requesting, 'kind' | 'schoolId' | 'appointmentId'>;
/** Until the schools are known, in the same turn. */
type State = Requesting | { readonly opening: Partial<Target> };

export function createRequestDialogue(desk: Desk): Dialogue<State> {
  const ask = (state: Requesting): Reply => {
    const { text: words, choices } = askNext(state);
    return { text: words, choices: [...choices, desk.nav] };
  };
  const at = (state: Requesting): Step<State> => asked(state, ask(state));
  return {
    name: 'request_deputy',
    start({ args }) {
      const opening = targetFrom(args);
      const command = desk.load(opening.schoolId);
      return command ? { state: { opening }, replies: [], command } : lost;
    },
    step(state, input) {
      if ('opening' in state) return lost;
      if (input.kind === 'choice' && input.id === 'back') return goBack(state);
      return state.at === 'summary' ? send(state, input) : answer(state, input);
    },
    ask: (state) => ('opening' in state ? told(text('chat.lost')) : ask(state)),
    conclude(state, outcome) {
      if (!state) return lost;
      if ('opening' in state) {
        if (outcome.type !== 'my-schools') return lost;
        const begun = begin(outcome.result.schools, state.opening, desk);
        return 'refused' in begun ? ended(begun.refused) : at(begun);
      }
      if (outcome.type === 'list-deputies-for') return at({ ...state, at: 'wish', people: outcome.result.people });
      if (outcome.type !== 'request-deputy') return lost;
      const { result } = outcome;
      const { schoolId } = state;
      if (result.ok) return ended(desk.sent(result.requests, schoolId));
      if (result.reason === 'not_yours') return ended(desk.notYours);
      const why = text(result.reason === 'already_open' ? 'school.already_open' : 'school.no_post');
      return ended(told(why, desk.home(schoolId)));
    },
  };

  function answer(state: Requesting, input: Input): Step<State> {
    const taken = takeAnswer(state, input);
    if ('problem' in taken) return askedAgain(state, taken.problem, ask(state));
    if ('stay' in taken) return at(taken.stay);
    const { filled } = taken;
    const next = stepsOf(filled)[stepsOf(filled).indexOf(state.at) + 1] ?? 'summary';
    // Whom one could wish for is read when it is asked, once.
    if (next === 'wish' && !filled.people)
      return { state: filled, replies: [], command: { type: 'list-deputies-for', schoolId: filled.schoolId } };
    return at({ ...filled, at: next });
  }

  function send(state: Requesting, input: Input): Step<State> {
    if (input.kind !== 'choice' || input.id !== 'send') return askedAgain(state, text('school.tap_send'), ask(state));
    const { schoolId, kind, posts, need, wish, wishField, appointmentId } = state;
    return {
      state,
      replies: [],
      command: {
        type: 'request-deputy',
        ...{ schoolId, kind, posts, need },
        ...(wish && { wishSpeakerId: wish.id }),
        ...(wishField !== undefined && { wishField }),
        ...(appointmentId !== undefined && { appointmentId }),
      },
    };
  }

  function goBack(state: Requesting): Step<State> {
    const steps = stepsOf(state);
    const before = steps[(state.at === 'summary' ? steps.length : steps.indexOf(state.at)) - 1];
    return before ? at({ ...state, at: before, page: 0 }) : handOver(desk.home(state.schoolId).id);
  }
}

const kinds: readonly DeputyRequestKind[] = ['first', 'renewal', 'replacement', 'left'];

function targetFrom([school, kind, appointment]: readonly string[]): Partial<Target> {
  const schoolId = idFrom(school);
  const appointmentId = idFrom(appointment);
  return {
    kind: kinds.find((known) => known === kind) ?? 'first',
    ...(schoolId !== undefined && { schoolId }),
    ...(appointmentId !== undefined && { appointmentId }),
  };
}

/** The first question, or why there is nothing to ask. */
function begin(
  schools: readonly MySchool[],
  { kind = 'first', schoolId, appointmentId }: Partial<Target>,
  desk: Desk,
): Requesting | { readonly refused: Reply } {
  const [first] = schools;
  if (!first) return { refused: desk.none };
  if (schoolId === undefined && schools.length > 1) return { refused: desk.which(schools) };
  const mine = schoolId === undefined ? first : schools.find(({ school }) => school.id === schoolId);
  if (!mine) return { refused: desk.notYours };
  const { school, lastNeed, requests } = mine;
  const home = desk.home(school.id);
  const open = (all: readonly DeputyRequestView[]): Reply =>
    told({ lines: [text('school.already_open'), ...all.map(requestLine)] }, home);
  const common = {
    schoolId: school.id,
    school: school.names,
    need: '',
    posts: 1,
    ...(lastNeed !== undefined && { lastNeed }),
  };
  if (kind === 'first') {
    const free = mine.postsFree;
    if (free === 0)
      return { refused: told({ lines: [text('school.no_post'), ...requests.filter(isOpen).map(requestLine)] }, home) };
    const waiting = waitsFor(mine);
    return waiting.length > 0 ? { refused: open(waiting) } : atFirst({ ...common, kind, free });
  }
  const appointment = mine.appointments.find(({ id, state }) => id === appointmentId && state === 'active');
  if (!appointment) return { refused: told(text('school.not_not_found'), home) };
  const already = requests.find((request) => isOpen(request) && request.post === appointment.post);
  if (already) return { refused: open([already]) };
  if (kind === 'renewal' && isFollowed(appointment, mine)) return { refused: told(text('school.no_post'), home) };
  return atFirst({ ...common, kind, free: 1, appointmentId: appointment.id, name: appointment.speaker.name });
}

const atFirst = (requesting: Omit<Requesting, 'at'>): Requesting => ({
  ...requesting,
  at: stepsOf(requesting)[0] ?? 'summary',
});
