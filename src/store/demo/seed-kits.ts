// The team's made-up kit: two sets for a film under the sky, and the van that brings them.

import type { Tx } from '../database.ts';
import type { KitKind } from '../generated/enums.ts';

const kits: readonly (readonly [KitKind, string])[] = [
  ['projector', '1号投影仪'],
  ['projector', '2号投影仪'],
  ['screen', '1号幕布'],
  ['screen', '2号幕布'],
  ['vehicle', '宣讲车'],
];

export async function seedKits(tx: Tx): Promise<void> {
  await tx.kit.createMany({ data: kits.map(([kind, name]) => ({ kind, name, madeUp: true })) });
}
