// What some hard rules need to know of the whole team: who could assist, which kits are free, whether the school's own
// deputy can go. Looked up once for an order and a time, whichever speakers are then asked about.

import type { KitId, SpeakerId } from '../domain/ids.ts';
import { isEligible, isOwnDeputy, mayAssist, type RuleContext } from './eligible.ts';
import type { OrderToMatch, TeamFacts } from './facts.ts';
import { type Moment, windowsOf } from './moments.ts';
import { collides, talkOf } from './schedule.ts';

export function createRuleContext(order: OrderToMatch, facts: TeamFacts): RuleContext {
  const anybody = { rules: facts.rules, ownDeputyCan: false, ...helpOf(order, facts) };
  return { ...anybody, ownDeputyCan: ownDeputyCan(order, facts, anybody) };
}

/** The same where assistant and kits are settled on: no others will do. */
export function contextOfChoice(
  order: OrderToMatch,
  facts: TeamFacts,
  chosen: { readonly assistantId?: SpeakerId; readonly kitIds: readonly KitId[] },
): RuleContext {
  const speakers = facts.speakers.filter(({ id }) => id === chosen.assistantId);
  const kits = facts.kits.filter(({ id }) => chosen.kitIds.includes(id));
  return { ...createRuleContext(order, facts), ...helpOf(order, { ...facts, speakers, kits }) };
}

function helpOf(
  order: OrderToMatch,
  { speakers, kits, rules }: TeamFacts,
): Pick<RuleContext, 'assistantsAt' | 'kitsAt'> {
  const helpers = order.format.people === 2 ? speakers : [];
  const sorted = [...kits].sort((a, b) => a.id - b.id);
  return {
    assistantsAt: perMoment((moment) => helpers.filter((speaker) => mayAssist(order, speaker, moment, rules))),
    kitsAt: perMoment(({ startsAt }) => {
      const talk = talkOf(order, startsAt);
      const taken: KitId[] = [];
      for (const kind of order.format.kits) {
        const kit = sorted.find(
          (one) => one.kind === kind && !taken.includes(one.id) && !collides(talk, one.bookings, rules),
        );
        if (!kit) return undefined;
        taken.push(kit.id);
      }
      return taken;
    }),
  };
}

function ownDeputyCan(order: OrderToMatch, { speakers, rules }: TeamFacts, context: RuleContext): boolean {
  const deputies = speakers.filter(({ appointments }) =>
    appointments.some(({ schoolId }) => schoolId === order.place.schoolId),
  );
  if (deputies.length === 0) return false;
  const moments = windowsOf(order, rules.timeZone).flatMap((window) => window.moments);
  // Their own school comes before what is only proposed to them elsewhere.
  return deputies
    .map((speaker) => ({ ...speaker, bookings: speaker.bookings.filter(({ held }) => !held) }))
    .some((speaker) =>
      moments.some((moment) => isOwnDeputy(order, speaker, moment.day) && isEligible(order, speaker, moment, context)),
    );
}

/** Remembers: several speakers are asked about the same time. */
function perMoment<T>(look: (moment: Moment) => T): (moment: Moment) => T {
  const known = new Map<number, { readonly found: T }>();
  return (moment) => {
    const at = moment.startsAt.getTime();
    const before = known.get(at);
    if (before) return before.found;
    const found = look(moment);
    known.set(at, { found });
    return found;
  };
}
