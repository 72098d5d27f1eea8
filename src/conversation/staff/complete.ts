// Completes a free wish, or puts right what was ordered: its topic, then its format. Matching begins anew.

import type { TopicId } from '../../domain/ids.ts';
import { text } from '../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost } from '../answers.ts';
import { type OrderTarget, targetFrom } from '../arguments.ts';
import { choice, type Dialogue, type Facts, type Input, type Reply, type Step } from '../dialogue.ts';
import { rows, staffNav } from '../nav.ts';
import { tellActed } from './acted.ts';

interface Completion extends OrderTarget {
  readonly at: 'topic' | 'format';
  readonly topicId?: TopicId;
}

export const complete: Dialogue<Completion> = {
  name: 'complete',
  start({ args }, facts) {
    const target = targetFrom(args);
    return target ? open({ ...target, at: 'topic' }, facts) : lost;
  },
  step(completion, input, facts) {
    if (input.kind === 'choice' && input.id === 'back') {
      if (completion.at === 'topic') return handOver(`/card ${completion.orderId}`);
      const { orderId, version } = completion;
      return open({ orderId, version, at: 'topic' }, facts);
    }
    return completion.at === 'topic' ? takeTopic(completion, input, facts) : takeFormat(completion, input, facts);
  },
  ask,
  conclude(_, outcome) {
    const reply = tellActed(outcome, 'complete.done', 'card');
    return reply ? ended(reply) : lost;
  },
};

function takeTopic(completion: Completion, input: Input, facts: Facts): Step<Completion> {
  if (input.kind === 'choice' && input.id === 'keep') return open({ ...completion, at: 'format' }, facts);
  const said = input.kind === 'text' ? input.understood.topicId : undefined;
  const topic = facts.catalogue.topics.find(({ id }) =>
    input.kind === 'choice' ? input.id === `t:${id}` : id === said,
  );
  if (!topic) return askedAgain(completion, text('complete.tap_topic'), ask(completion, facts));
  return open({ ...completion, at: 'format', topicId: topic.id }, facts);
}

function takeFormat(completion: Completion, input: Input, facts: Facts): Step<Completion> {
  const { orderId, version, topicId } = completion;
  const topic = topicId !== undefined && { topicId };
  if (input.kind === 'choice' && input.id === 'keep') {
    // Neither was chosen: there is nothing to do.
    if (!topic) return askedAgain(completion, text('complete.nothing'), ask(completion, facts));
    return { state: completion, replies: [], command: { type: 'complete', orderId, version, ...topic } };
  }
  const said = input.kind === 'text' ? input.understood.formatId : undefined;
  const format = facts.catalogue.formats.find(({ id }) =>
    input.kind === 'choice' ? input.id === `f:${id}` : id === said,
  );
  if (!format) return askedAgain(completion, text('complete.tap_format'), ask(completion, facts));
  return {
    state: completion,
    replies: [],
    command: { type: 'complete', orderId, version, ...topic, formatId: format.id },
  };
}

const open = (completion: Completion, facts: Facts): Step<Completion> => asked(completion, ask(completion, facts));

function ask({ at }: Completion, { catalogue }: Facts): Reply {
  const menu = at === 'topic' ? catalogue.topics : catalogue.formats;
  const mark = at === 'topic' ? 't' : 'f';
  const choices = menu.map(({ id, names }) => choice(`${mark}:${id}`, { names }));
  return {
    text: text(at === 'topic' ? 'complete.ask_topic' : 'complete.ask_format'),
    choices: [...rows(choices, 2), [choice('keep', text('complete.keep'))], staffNav],
  };
}
