// A rendered message → Telegram's text and keyboards. Pure and free of any Telegram library. Telegram's limits count
// UTF-16 units, as JavaScript's `length` does.

import { isIP } from 'node:net';
import type { Rendered } from './channel.ts';

// Mutable, because both libraries ask for mutable arrays.
export type InlineButton = { text: string; callback_data: string } | { text: string; url: string };
export interface InlineKeyboard {
  inline_keyboard: InlineButton[][];
}
export interface ReplyKeyboard {
  keyboard: { text: string; request_contact?: boolean }[][];
  resize_keyboard: boolean;
  one_time_keyboard: boolean;
}

export interface Layout {
  readonly text: string;
  readonly inline: InlineKeyboard | undefined;
  /** Takes the place of inline buttons: one message carries one kind of keyboard. */
  readonly keyboard: ReplyKeyboard | undefined;
}

export const textLimit = 4096;
export const captionLimit = 1024;

/** Plain text, cut to `limit`; links that cannot be buttons stand below the text and are never cut. */
export function layOut(message: Rendered, limit: number): Layout {
  const asButtons = message.contact === undefined || message.contact === 'remove';
  const fits = (link: { url: string }) => asButtons && isButtonUrl(link.url);
  const lines = message.links.filter((link) => !fits(link)).map((link) => `${link.label} ${link.url}`);
  const below = lines.length > 0 ? `\n${lines.join('\n')}` : '';
  const rows: InlineButton[][] = [
    ...message.buttons.map((row) => row.map(({ label, data }) => ({ text: label, callback_data: data }))),
    ...message.links.filter(fits).map(({ label, url }) => [{ text: label, url }]),
  ].filter((row) => row.length > 0);
  return {
    text: cut(message.text, limit - below.length) + below,
    inline: asButtons && rows.length > 0 ? { inline_keyboard: rows } : undefined,
    keyboard: asButtons ? undefined : contactKeyboard(message),
  };
}

/** Telegram refuses buttons that open nothing public: bare host names, addresses on the machine itself. */
export function isButtonUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return false;
  return (
    isIP(hostname) === 0 && /\.[a-z][a-z0-9-]*$/i.test(hostname) && !/\.(local|localhost|internal)$/i.test(hostname)
  );
}

function contactKeyboard({ contact, buttons }: Rendered): ReplyKeyboard | undefined {
  if (contact === undefined || contact === 'remove') return undefined;
  // The message's own buttons become words that the person says: their labels do what the commands do.
  const others = buttons.map((row) =>
    row.filter(({ label }) => label !== contact.back).map(({ label }) => ({ text: label })),
  );
  return {
    keyboard: [
      [{ text: contact.label, request_contact: true }],
      ...others.filter((row) => row.length > 0),
      [{ text: contact.back }],
    ],
    resize_keyboard: true,
    one_time_keyboard: true,
  };
}

function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = limit - 1;
  // Not between the two halves of a character.
  const half = (text.codePointAt(end - 1) ?? 0) > 0xffff;
  return `${text.slice(0, half ? end - 1 : end)}…`;
}
