// The rules of matching as they hold now: as configured, with the weights an operator has set.

import { weightsFrom } from '../../domain/weights.ts';
import { type MatchRules, matchRules } from '../../matching/facts.ts';
import type { Work } from '../work.ts';

export async function rulesFor({ tx, now, timeZone, travelKmh, roadFactor }: Work): Promise<MatchRules> {
  const settings = await tx.setting.findMany();
  return matchRules({ now, timeZone, travelKmh, roadFactor, weights: weightsFrom(settings) });
}
