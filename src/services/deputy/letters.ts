// The letters that one person has had at one school: who goes on with a new one serves on, and a year that both are part
// of is judged once.

import type { LocalDay } from '../../domain/calendar.ts';
import type { Evaluation } from '../../domain/deputy/evaluation.ts';
import type { Work } from '../work.ts';
import type { Pair } from './ledger.ts';
import { dayOf, servedSpan } from './rows.ts';

interface Letter extends Pair {
  readonly from: Date;
}

export interface Letters {
  /** The first day of an unbroken run of letters up to this one. */
  since(letter: Letter): LocalDay;
  /** On whichever letter it was given: of each side's words on a year the last ones. */
  evaluations(letter: Pair): readonly Evaluation[];
}

/** For all of these at once. */
export async function loadLetters({ tx }: Pick<Work, 'tx'>, pairs: readonly Pair[]): Promise<Letters> {
  const rows = await tx.deputyPrincipalAppointment.findMany({
    where: {
      speakerId: { in: [...new Set(pairs.map(({ speakerId }) => speakerId))] },
      schoolId: { in: [...new Set(pairs.map(({ schoolId }) => schoolId))] },
      state: { in: ['active', 'ended'] },
    },
    include: { evaluations: true },
    orderBy: { id: 'asc' },
  });
  const own = ({ speakerId, schoolId }: Pair) =>
    rows.filter((row) => row.speakerId === speakerId && row.schoolId === schoolId);
  return {
    since(letter) {
      const spans = own(letter).map(servedSpan);
      let since = dayOf(letter.from);
      for (;;) {
        const before = spans.find(({ from, until }) => until === since && from < until);
        if (!before) return since;
        since = before.from;
      }
    },
    evaluations(letter) {
      const given = own(letter)
        .flatMap(({ evaluations }) => evaluations)
        .sort((a, b) => a.updatedAt.getTime() - b.updatedAt.getTime() || a.id - b.id);
      return [...new Map(given.map((one) => [`${one.year} ${one.raterKey}`, one])).values()];
    },
  };
}
