// Something is said about somebody's counting year: about whom, and which year where there are two. What is asked then is
// the dialogue's own.

import type { Command, Outcome } from '../../../domain/commands.ts';
import type { AppointmentView } from '../../../domain/deputy/views.ts';
import type { AppointmentId } from '../../../domain/ids.ts';
import { type Text, text } from '../../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, told } from '../../answers.ts';
import { idFrom } from '../../arguments.ts';
import type { Dialogue, Facts, Input, Reply, Step } from '../../dialogue.ts';
import { askYear, type Judging, judgingOf, takeYear } from './year.ts';

/** `given`: what has been answered beside the year. */
export interface About<Given> {
  readonly judging: Judging;
  readonly given: Given;
}

/** Until the appointment is known, in the same turn. */
type State<Given> = About<Given> | { readonly opening: AppointmentId };

export type Taken<Given> = { readonly given: Given } | { readonly problem: Text } | { readonly command: Command };

interface Judgement<Given> {
  readonly name: string;
  begin(appointment: AppointmentView): Given;
  ask(about: About<Given>): Reply;
  /** An answer, once the year is known. */
  take(about: About<Given>, input: Input, year: number): Taken<Given>;
  /** One answer less; undefined: there is none but the year's. */
  before(given: Given): Given | undefined;
  tell(outcome: Outcome, about: About<Given>, facts: Facts): Reply | undefined;
}

export function createJudging<Given>(is: Judgement<Given>): Dialogue<State<Given>> {
  const ask = (about: About<Given>): Reply =>
    about.judging.year === undefined ? askYear(about.judging) : is.ask(about);
  const go = (about: About<Given>): Step<State<Given>> => asked(about, ask(about));

  function goBack({ judging, given }: About<Given>): Step<State<Given>> {
    const { year, ...whom } = judging;
    const before = year === undefined ? undefined : is.before(given);
    if (before !== undefined) return go({ judging, given: before });
    return year !== undefined && judging.years.length > 1
      ? go({ judging: whom, given })
      : handOver(`/deputy ${judging.schoolId}`);
  }

  function take(about: About<Given>, input: Input): Step<State<Given>> {
    const { judging, given } = about;
    if (judging.year === undefined) {
      const year = takeYear(judging, input);
      return year === undefined
        ? askedAgain(about, text('more.tap'), ask(about))
        : go({ judging: { ...judging, year }, given });
    }
    const taken = is.take(about, input, judging.year);
    if ('problem' in taken) return askedAgain(about, taken.problem, ask(about));
    return 'command' in taken
      ? { state: about, replies: [], command: taken.command }
      : go({ judging, given: taken.given });
  }

  return {
    name: is.name,
    start({ args: [id] }) {
      const opening = idFrom(id);
      return opening === undefined ? lost : { state: { opening }, replies: [], command: { type: 'my-schools' } };
    },
    step(state, input) {
      if ('opening' in state) return lost;
      return input.kind === 'choice' && input.id === 'back' ? goBack(state) : take(state, input);
    },
    ask: (state) => ('opening' in state ? told(text('chat.lost')) : ask(state)),
    conclude(state, outcome, facts) {
      if (!state) return lost;
      if (!('opening' in state)) {
        const reply = is.tell(outcome, state, facts);
        return reply ? ended(reply) : lost;
      }
      if (outcome.type !== 'my-schools') return lost;
      const found = judgingOf(state.opening, outcome.result);
      if ('refused' in found) return ended(found.refused);
      return go({ judging: found.judging, given: is.begin(found.appointment) });
    },
  };
}
