// `weights`: what each reason counts in matching, as it is and as it came; one of them set, or set back.

import { defaultWeights, isWeightCode, type WeightCode, weightCodes, weightsFrom } from '../domain/weights.ts';
import type { Database } from '../store/database.ts';
import type { CliCommand } from './arguments.ts';
import type { CliResult } from './invite.ts';
import type { Say } from './texts.ts';

/**
 * Beyond this a term would drown all others, and the solver's arithmetic. Nor does a weight change its sign: the sentences
 * that give the reasons would say the opposite of what was decided by.
 */
const furthest = 100_000;
const leastOf = (code: WeightCode): number => (defaultWeights[code] < 0 ? -furthest : 0);
const mostOf = (code: WeightCode): number => (defaultWeights[code] < 0 ? 0 : furthest);

export async function weights(
  { prisma }: Database,
  { set }: Extract<CliCommand, { name: 'weights' }>,
  { say }: { readonly say: Say },
): Promise<CliResult> {
  if (set) {
    const { code, value } = set;
    if (!isWeightCode(code)) return wrong(say('weights.unknown', { code, allowed: weightCodes.join(', ') }));
    if (value === 'default') await prisma.setting.deleteMany({ where: { key: code } });
    else {
      const points = Number(value);
      const [least, most] = [leastOf(code), mostOf(code)];
      if (value.trim() === '' || !(points >= least && points <= most))
        return wrong(say('weights.bad_value', { value, least, most }));
      await prisma.setting.upsert({
        where: { key: code },
        create: { key: code, value: points },
        update: { value: points },
      });
    }
  }
  const now = weightsFrom(await prisma.setting.findMany());
  return { ok: true, lines: [say('weights.title'), ...weightCodes.map((code) => line(code, now[code]))] };

  function line(code: WeightCode, value: number): string {
    const shown = value === defaultWeights[code] ? `${value}` : `${value} (${defaultWeights[code]})`;
    return `${code.padEnd(16)} ${shown.padStart(12)}  ${say(`weight.${code}`)}`;
  }
}

const wrong = (words: string): CliResult => ({ ok: false, lines: [words] });
