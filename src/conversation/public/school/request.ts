// A school asks for a 法治副校长: a first one, several, somebody else, a successor, or the same person for another term
// (seen once and sent: two taps). What it needs and why, and whom it would like.

import type { RequestSent } from '../../../domain/commands-deputy.ts';
import type { DeputyRequestKind } from '../../../domain/deputy/views.ts';
import { text } from '../../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, told } from '../../answers.ts';
import { idFrom } from '../../arguments.ts';
import { choice, type Dialogue, type Input, type Reply, type Step } from '../../dialogue.ts';
import { freePosts, isOpen, type MySchool } from './card.ts';
import { requestLine } from './lines.ts';
import { askNext, type Requesting, stepsOf, takeAnswer } from './request-questions.ts';
import { notForYou, notYours, which } from './school.ts';

type Target = Pick<Requesting, 'kind' | 'schoolId' | 'appointmentId'>;
/** Until the schools are known, in the same turn. */
type State = Requesting | { readonly opening: Partial<Target> };

export const requestDeputy: Dialogue<State> = {
  name: 'request_deputy',
  start: ({ args }) => ({ state: { opening: targetFrom(args) }, replies: [], command: { type: 'my-schools' } }),
  step(state, input) {
    if ('opening' in state) return lost;
    if (input.kind === 'choice' && input.id === 'back') return goBack(state);
    return state.at === 'summary' ? send(state, input) : answer(state, input);
  },
  ask: (state) => ('opening' in state ? told(text('chat.lost')) : askNext(state)),
  conclude(state, outcome) {
    if (!state) return lost;
    if ('opening' in state) return outcome.type === 'my-schools' ? open(outcome.result.schools, state.opening) : lost;
    if (outcome.type === 'list-deputies-for') return at({ ...state, at: 'wish', people: outcome.result.people });
    return outcome.type === 'request-deputy' ? ended(tellSent(outcome.result, state)) : lost;
  },
};

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

function open(schools: readonly MySchool[], { kind = 'first', schoolId, appointmentId }: Partial<Target>): Step<State> {
  const [first] = schools;
  if (!first) return ended(notForYou);
  if (schoolId === undefined && schools.length > 1) return ended(which(schools, '/request_deputy'));
  const mine = schoolId === undefined ? first : schools.find(({ school }) => school.id === schoolId);
  if (!mine) return ended(notYours);
  const { school, lastNeed } = mine;
  const common = {
    schoolId: school.id,
    school: school.names,
    need: '',
    posts: 1,
    ...(lastNeed !== undefined && { lastNeed }),
  };
  if (kind === 'first') {
    const free = freePosts(mine);
    if (free === 0) return ended(noPost(mine));
    return begin({ ...common, kind, free });
  }
  const appointment = mine.appointments.find(({ id, state }) => id === appointmentId && state === 'active');
  if (!appointment) return ended(told(text('school.not_not_found'), choice('/deputy', text('school.menu'))));
  const already = mine.requests.find((request) => isOpen(request) && request.post === appointment.post);
  if (already) return ended(told({ lines: [text('school.already_open'), requestLine(already)] }, toSchool(school.id)));
  return begin({ ...common, kind, free: 1, appointmentId: appointment.id, name: appointment.speaker.name });
}

const begin = (requesting: Omit<Requesting, 'at'>): Step<State> =>
  at({ ...requesting, at: stepsOf(requesting)[0] ?? 'summary' });

function answer(state: Requesting, input: Input): Step<State> {
  const taken = takeAnswer(state, input);
  if ('problem' in taken) return askedAgain(state, taken.problem, askNext(state));
  if ('stay' in taken) return at(taken.stay);
  const { filled } = taken;
  const next = stepsOf(filled)[stepsOf(filled).indexOf(state.at) + 1] ?? 'summary';
  // Whom one could wish for is read when it is asked, once.
  if (next === 'wish' && !filled.people)
    return { state: filled, replies: [], command: { type: 'list-deputies-for', schoolId: filled.schoolId } };
  return at({ ...filled, at: next });
}

function send(state: Requesting, input: Input): Step<State> {
  if (input.kind !== 'choice' || input.id !== 'send') return askedAgain(state, text('school.tap_send'), askNext(state));
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
  return before ? at({ ...state, at: before, page: 0 }) : handOver(`/deputy ${state.schoolId}`);
}

function tellSent(result: RequestSent, { schoolId }: Requesting): Reply {
  if (result.ok) return told({ lines: [text('school.sent'), ...result.requests.map(requestLine)] }, toSchool(schoolId));
  if (result.reason === 'not_yours') return notYours;
  return told(text(result.reason === 'already_open' ? 'school.already_open' : 'school.no_post'), toSchool(schoolId));
}

const at = (state: Requesting): Step<State> => asked(state, askNext(state));
const noPost = ({ school, requests }: MySchool): Reply =>
  told({ lines: [text('school.no_post'), ...requests.filter(isOpen).map(requestLine)] }, toSchool(school.id));
const toSchool = (schoolId: number) => choice(`/deputy ${schoolId}`, text('school.menu'));
