// 器材: what the team shares and a format may need.

import type { KitId } from './ids.ts';

export type KitKind = 'projector' | 'screen' | 'vehicle';
export const kitKinds: readonly KitKind[] = ['projector', 'screen', 'vehicle'];
export const isKitKind = (word: string | undefined): word is KitKind => kitKinds.some((kind) => kind === word);
export const maxKitName = 30;

export interface KitView {
  readonly id: KitId;
  readonly kind: KitKind;
  readonly name: string;
  /** Broken or lent out: not planned with. */
  readonly active: boolean;
  /** Talks ahead that it is booked for. */
  readonly booked: number;
}

export interface KitCommands {
  'list-kits': { args: object; result: { readonly kits: readonly KitView[] } };
  'add-kit': {
    args: { readonly kind: KitKind; readonly name: string };
    result: { readonly ok: true } | { readonly ok: false; readonly reason: 'name_taken' | 'not_allowed' };
  };
  'switch-kit': {
    args: { readonly kitId: KitId; readonly active: boolean };
    result: { readonly kits: readonly KitView[] };
  };
}
