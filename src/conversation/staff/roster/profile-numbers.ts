// The parts of a profile that are one number: talks a week, talks a day, and the share of the talks.

import {
  leastShare,
  mostPerDay,
  mostPerWeek,
  mostShare,
  type ProfileEdit,
  type ProfileView,
} from '../../../domain/commands-roster.ts';
import { type TextKey, text } from '../../../domain/message.ts';
import { choice } from '../../dialogue.ts';
import { rows } from '../../nav.ts';
import { edited, problem, type Section } from './profile-section.ts';

interface NumberSection {
  readonly question: TextKey;
  readonly offered: readonly number[];
  readonly least: number;
  readonly most: number;
  /** Whole numbers only. */
  readonly whole: boolean;
  now(profile: ProfileView): number;
  edit(number: number): ProfileEdit;
}

export const weekly = createNumberSection({
  question: 'roster.ask_weekly',
  offered: [1, 2, 3, 4, 5, 6, 7],
  least: 1,
  most: mostPerWeek,
  whole: true,
  now: ({ weeklyLimit }) => weeklyLimit,
  edit: (most) => ({ what: 'weekly', most }),
});

export const daily = createNumberSection({
  question: 'roster.ask_daily',
  offered: [1, 2, 3, 4, 5],
  least: 1,
  most: mostPerDay,
  whole: true,
  now: ({ dailyLimit }) => dailyLimit,
  edit: (most) => ({ what: 'daily', most }),
});

export const share = createNumberSection({
  question: 'roster.ask_share',
  offered: [0.25, 0.5, 0.75, 1, 1.5, 2],
  least: leastShare,
  most: mostShare,
  whole: false,
  now: ({ targetShare }) => targetShare,
  edit: (wanted) => ({ what: 'share', share: wanted }),
});

function createNumberSection({ question, offered, least, most, whole, now, edit }: NumberSection): Section {
  const fits = (number: number): boolean =>
    number >= least && number <= most && (whole ? Number.isInteger(number) : true);
  return {
    ask: ({ profile }) => ({
      text: text(question, { now: now(profile), least, most }),
      choices: rows(
        offered.map((number) => choice(`n:${number}`, String(number))),
        4,
      ),
    }),
    take(_, input) {
      const said =
        input.kind === 'choice'
          ? /^n:(.+)$/.exec(input.id)?.[1]
          : input.kind === 'text'
            ? /^(\d+(?:\.\d+)?)\s*(?:场|次|份|talks?)?$/.exec(input.text.normalize('NFKC').trim())?.[1]
            : undefined;
      const number = said === undefined ? Number.NaN : Number(said);
      return fits(number) ? edited(edit(number)) : problem(text('roster.wrong_number', { least, most }));
    },
  };
}
