// 器材: what the team shares, one button each to take it out of use or back, and to add one.

import { isKitKind, type KitKind, type KitView, kitKinds, maxKitName } from '../../../domain/commands-kits.ts';
import { text } from '../../../domain/message.ts';
import { menuButton, told } from '../../answers.ts';
import { idFrom } from '../../arguments.ts';
import { choice, type Reply } from '../../dialogue.ts';
import { createErrand } from '../../errand.ts';
import { createTextDialogue } from '../../free-text.ts';
import { rows } from '../../nav.ts';

export const kits = createErrand({
  name: 'kits',
  target: () => ({}),
  command: () => ({ type: 'list-kits' }),
  tell: (outcome) => (outcome.type === 'list-kits' ? list(outcome.result.kits) : undefined),
});

export const switchKit = createErrand({
  name: 'switch_kit',
  target([id, how]) {
    const kitId = idFrom(id);
    return kitId !== undefined && (how === 'on' || how === 'off') ? { kitId, active: how === 'on' } : undefined;
  },
  command: (target) => ({ type: 'switch-kit', ...target }),
  tell: (outcome) => (outcome.type === 'switch-kit' ? list(outcome.result.kits) : undefined),
});

export const addKit = createTextDialogue<{ readonly kind: KitKind }>({
  name: 'add_kit',
  question: text('kits.ask_name', { most: maxKitName }),
  target: ([kind]) => (isKitKind(kind) ? { kind } : undefined),
  home: () => '/kits',
  command: ({ kind }, name) =>
    [...name].length > maxKitName ? text('text.too_long', { most: maxKitName }) : { type: 'add-kit', kind, name },
  tell(outcome) {
    if (outcome.type !== 'add-kit') return undefined;
    const { result } = outcome;
    if (!result.ok && result.reason === 'name_taken') return { problem: text('kits.name_taken') };
    return told(text(result.ok ? 'kits.added' : 'staff.only_coordinators'), choice('/kits', text('kits.title')));
  },
});

function list(all: readonly KitView[]): Reply {
  const lines = all.map(({ kind, name, active, booked }) =>
    text(active ? 'kits.line' : 'kits.line_off', { kind: text(`kit.${kind}`), name, booked }),
  );
  const turns = all.map(({ id, name, active }) =>
    choice(`/switch_kit ${id} ${active ? 'off' : 'on'}`, text(active ? 'kits.off' : 'kits.on', { name })),
  );
  return {
    text: { lines: [text('kits.title'), ...(all.length > 0 ? lines : [text('kits.none')])] },
    choices: [
      ...rows(turns, 2),
      kitKinds.map((kind) => choice(`/add_kit ${kind}`, text('kits.add', { kind: text(`kit.${kind}`) }))),
      [menuButton],
    ],
  };
}
