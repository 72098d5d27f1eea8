// Names of speakers, coordinators and kits, read once per unit of work: every card shows some.

import type { Work } from '../work.ts';

export interface StaffNames {
  readonly speakers: ReadonlyMap<number, string>;
  readonly coordinators: ReadonlyMap<number, string>;
  readonly kits: ReadonlyMap<number, string>;
}

const read = new WeakMap<Work['tx'], StaffNames>();

export async function staffNames({ tx }: Work): Promise<StaffNames> {
  const known = read.get(tx);
  if (known) return known;
  const select = { id: true, name: true } as const;
  const names = {
    speakers: byId(await tx.speaker.findMany({ select })),
    coordinators: byId(await tx.coordinator.findMany({ select })),
    kits: byId(await tx.kit.findMany({ select })),
  };
  read.set(tx, names);
  return names;
}

/** The name of the speaker, coordinator or member of the bureau who did something; residents stay nameless. */
export async function staffName(work: Work, actor: string, id: number | null): Promise<string | undefined> {
  // Few things are theirs to do: no card needs them all.
  if (actor === 'bureau' && id !== null) return (await work.tx.bureauMember.findUnique({ where: { id } }))?.name;
  if (id === null || (actor !== 'speaker' && actor !== 'coordinator')) return undefined;
  const { speakers, coordinators } = await staffNames(work);
  return (actor === 'speaker' ? speakers : coordinators).get(id);
}

const byId = (rows: readonly { id: number; name: string }[]): ReadonlyMap<number, string> =>
  new Map(rows.map(({ id, name }) => [id, name]));
