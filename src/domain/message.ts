// What the product says, before it is words: keys and parameters. Delivery turns it into the recipient's language.

import type common from '../../locales/zh-CN/common.json';
import type resident from '../../locales/zh-CN/resident.json';
import type staff from '../../locales/zh-CN/staff.json';
import type { LocalDay } from './calendar.ts';

type Keys = keyof typeof common | keyof typeof resident | keyof typeof staff;
/** Every text that can be said in a chat. A plural's forms share one key. */
export type TextKey = Keys extends infer K ? (K extends `${infer Base}_${'one' | 'other'}` ? Base : K) : never;

export interface Names {
  readonly zh: string;
  readonly en?: string | null;
}

/**
 * A piece of text whose words depend on the reader's language. A bare string is what a person wrote: it is shown
 * as it is, and never interpreted.
 */
export type Text =
  | string
  | { readonly key: TextKey; readonly params?: Params }
  | { readonly names: Names }
  | { readonly day: LocalDay }
  /** ISO instant, shown in the team's time zone. */
  | { readonly instant: string; readonly style: 'time' | 'day-time' }
  /** One below the other. Empty pieces (empty strings) are left out. */
  | { readonly lines: readonly Text[] }
  /** In one line, with the language's comma between them. */
  | { readonly list: readonly Text[] };

export type Params = Readonly<Record<string, Text | number>>;

/** A button. `id` comes back when it is tapped. */
export interface Choice {
  readonly id: string;
  readonly label: Text;
}

/** A line with nothing on it, to set off what follows: empty pieces fall away. */
export const blankLine = ' ';

/** The id of a button that stands for nothing: a heading or an empty place in a calendar. */
export const inertId = 'x';

export interface Message {
  readonly text: Text;
  /** Rows of buttons under the message. */
  readonly choices?: readonly (readonly Choice[])[];
  /** Offer the channel's own "share my phone number" button; `remove` takes it away again. */
  readonly contact?: 'ask' | 'remove';
  /** A picture above the text: a QR code of this address, or a stored attachment. */
  readonly picture?: { readonly qr: string } | { readonly attachment: number };
  /** Links under the message (opens a page or a map). */
  readonly links?: readonly { readonly label: Text; readonly url: string }[];
}

export const text = (key: TextKey, params?: Params): Text => (params ? { key, params } : { key });
