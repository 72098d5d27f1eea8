// A speaker's own topics: one more is asked for with a tap and granted by a coordinator, one is given up with two.

import type { TopicId } from '../../../domain/ids.ts';
import { type Text, text } from '../../../domain/message.ts';
import { choice, type Facts } from '../../dialogue.ts';
import { rows } from '../../nav.ts';
import { edited, problem, type Section, type Showing, type Taken } from './profile-section.ts';

export const ownTopics: Section = {
  ask({ profile, topicId }, { catalogue }) {
    const given = catalogue.topics.find(({ id }) => id === topicId);
    if (given)
      return {
        text: text('roster.ask_give_up', { topic: { names: given.names } }),
        choices: [[choice('yes', text('roster.give_up'))]],
      };
    const label = (id: TopicId, name: Text): Text => {
      if (profile.topics.some((held) => held.id === id)) return text('place.ticked', { name });
      return text(isAsked({ profile }, id) ? 'roster.asked_topic' : 'roster.other_topic', { name });
    };
    return {
      text: text('roster.ask_topics'),
      choices: rows(
        catalogue.topics.map(({ id, names }) => choice(`o:${id}`, label(id, { names }))),
        1,
      ),
    };
  },
  take(showing, input, facts) {
    if (input.kind !== 'choice') return problem(text('roster.tap_topic'));
    const { topicId, profile } = showing;
    if (topicId !== undefined) {
      if (input.id !== 'yes') return problem(text('roster.tap_topic'));
      return edited({ what: 'topics', topicIds: profile.topics.map(({ id }) => id).filter((id) => id !== topicId) });
    }
    return tapped(showing, input.id, facts);
  },
};

function tapped(showing: Showing, tap: string, { catalogue }: Facts): Taken {
  const topic = catalogue.topics.find(({ id }) => tap === `o:${id}`);
  if (!topic) return problem(text('roster.tap_topic'));
  if (showing.profile.topics.some(({ id }) => id === topic.id))
    return { kind: 'stay', showing: { ...showing, topicId: topic.id } };
  if (isAsked(showing, topic.id)) return problem(text('roster.why_waiting'));
  return { kind: 'command', command: { type: 'request-topic', topicId: topic.id } };
}

const isAsked = ({ profile }: Pick<Showing, 'profile'>, topicId: TopicId): boolean =>
  profile.requested.some(({ id }) => id === topicId);
