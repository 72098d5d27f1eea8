// 课时台账 of one appointment and counting year, and putting an entry right: the difference becomes an entry of its own.

import { mostTenths } from '../../../domain/deputy/attribution.ts';
import type { HourEntryView, LedgerView } from '../../../domain/deputy/views.ts';
import type { AppointmentId, HourEntryId } from '../../../domain/ids.ts';
import { type Choice, type Text, text } from '../../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, menuButton, told } from '../../answers.ts';
import { idFrom } from '../../arguments.ts';
import { choice, type Dialogue, type Facts, type Reply } from '../../dialogue.ts';
import { createErrand } from '../../errand.ts';
import { rows, staffNav } from '../../nav.ts';
import { pageFrom, pageOf } from '../../pages.ts';
import { appointmentButton, overviewButton } from './acted.ts';
import { yearFrom } from './arguments.ts';
import { hoursText, tenthsFrom } from './hours.ts';
import { ledgerLines, yearLabel } from './lines.ts';
import { groupText } from './log.ts';

const pageSize = 8;
const isDeputy = ({ person }: Facts): boolean => person.speakerId !== undefined;
const mySchools = choice('/appointments', text('deputy.my_schools_button'));
const start = (facts: Facts): Choice => (isDeputy(facts) ? mySchools : overviewButton);

export const hourEntries = createErrand({
  name: 'hour_entries',
  target([id, year, page]) {
    const appointmentId = idFrom(id);
    return appointmentId === undefined ? undefined : { appointmentId, year: yearFrom(year), page: pageFrom(page) };
  },
  command: ({ appointmentId, year }) => ({
    type: 'hour-entries',
    appointmentId,
    ...(year !== undefined && { year }),
  }),
  tell(outcome, { appointmentId, page }, facts) {
    if (outcome.type !== 'hour-entries') return undefined;
    const { appointment, entries } = outcome.result;
    if (!appointment) return told(text('deputy.not_not_found'), start(facts));
    const { school, ledger, from, since = from } = appointment;
    const stands = standing(entries);
    const at = (to: number) => `/hour_entries ${appointmentId} ${ledger?.year ?? 0} ${to}`;
    const { shown, turn } = pageOf(stands, page, pageSize, at);
    const before =
      ledger && since < ledger.from ? [yearButton(appointmentId, { ...ledger, year: ledger.year - 1 })] : [];
    return {
      text: {
        lines: [
          text('deputy.entries_title', { school: { names: school.names } }),
          ...(ledger ? ledgerLines(ledger) : []),
          ...(stands.length > 0 ? shown.map(line) : [text('deputy.no_entries')]),
        ],
      },
      choices: [
        ...rows(
          shown.map((one) => correctButton(one, appointmentId)),
          2,
        ),
        ...turn,
        [choice(`/log_hours ${appointmentId}`, text('deputy.log_more')), ...before],
        [isDeputy(facts) ? mySchools : appointmentButton(appointment), menuButton],
      ],
    };
  },
});

const yearButton = (id: AppointmentId, of: Pick<LedgerView, 'year' | 'from'>): Choice =>
  choice(`/hour_entries ${id} ${of.year}`, text('deputy.entries_year', { year: yearLabel(of) }));

const correctButton = ({ entry: { id, day }, worth }: Standing, appointmentId: AppointmentId): Choice =>
  choice(
    `/correct_hours ${id} ${appointmentId}`,
    text('deputy.correct', { day: day.slice(5), hours: hoursText(worth) }),
  );

interface Standing {
  /** The newest that adds something: it says where the hours are now. */
  readonly entry: HourEntryView;
  /** As entered first, and with all that has corrected it since. */
  readonly before: number;
  readonly worth: number;
}

/** A talk that was taken back and given again may have come here from another day, kind or person: then its first entry need not be here. */
function standing(entries: readonly HourEntryView[]): Standing[] {
  const rootOf = ({ id, corrects }: HourEntryView): HourEntryId => corrects ?? id;
  return [...new Set(entries.map(rootOf))]
    .flatMap((root): Standing[] => {
      const own = entries.filter((entry) => rootOf(entry) === root).sort((a, b) => a.id - b.id);
      const added = own.filter(({ tenths }) => tenths > 0);
      const entry = added.at(-1);
      const worth = own.reduce((sum, { tenths }) => sum + tenths, 0);
      return entry ? [{ entry, before: added[0]?.tenths ?? worth, worth }] : [];
    })
    .sort((a, b) => (a.entry.day < b.entry.day ? -1 : a.entry.day > b.entry.day ? 1 : 0));
}

function line({ entry, before, worth }: Standing): Text {
  const { duty, kind, day, number } = entry;
  const said = {
    day: { day },
    duty: text(`deputy.duty_${duty}`),
    kind: text(`deputy.entry_${kind}`),
    hours: hoursText(worth),
  };
  const more: Text[] = [
    groupText(entry),
    number === undefined ? '' : text('deputy.entry_order', { number }),
    worth === before ? '' : text('deputy.entry_corrected', { hours: hoursText(before) }),
  ].filter((part) => part !== '');
  return more.length === 0 ? text('deputy.entry', said) : text('deputy.entry_more', { ...said, more: { list: more } });
}

interface Correcting {
  readonly entryId: HourEntryId;
  readonly appointmentId: AppointmentId;
}

export const correctHours: Dialogue<Correcting> = {
  name: 'correct_hours',
  start({ args: [entry, appointment] }) {
    const entryId = idFrom(entry);
    const appointmentId = idFrom(appointment);
    if (entryId === undefined || appointmentId === undefined) return lost;
    return asked({ entryId, appointmentId }, askCorrection());
  },
  step(correcting, input) {
    if (input.kind === 'choice' && input.id === 'back') return handOver(`/hour_entries ${correcting.appointmentId}`);
    const tenths = tenthsFrom(input, mostTenths);
    if (tenths === undefined)
      return askedAgain(correcting, text('deputy.wrong_hours', { most: hoursText(mostTenths) }), askCorrection());
    return { state: correcting, replies: [], command: { type: 'correct-hours', entryId: correcting.entryId, tenths } };
  },
  ask: askCorrection,
  conclude(correcting, outcome, facts) {
    if (outcome.type !== 'correct-hours' || !correcting) return lost;
    const { result } = outcome;
    if (result.ok) {
      const back = choice(`/hour_entries ${correcting.appointmentId} ${result.ledger.year}`, text('deputy.entries'));
      return ended(told({ lines: [text('deputy.corrected'), ...ledgerLines(result.ledger)] }, back));
    }
    if (result.reason === 'not_found') return ended(told(text('deputy.not_not_found'), start(facts)));
    return askedAgain(correcting, text(`deputy.correct_${result.reason}`), askCorrection());
  },
};

function askCorrection(): Reply {
  const figures = [0, 10, 20, 30].map((of) => choice(`h:${of}`, text('deputy.hours', { hours: hoursText(of) })));
  return { text: text('deputy.ask_correction'), choices: [figures, staffNav] };
}
