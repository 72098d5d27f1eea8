// The port between the product and a chat service. A channel turns the service's updates into Inbounds and
// sends rendered messages; it knows nothing of orders, dialogues or languages.

import type { Locale } from '../domain/locale.ts';
import type { Text } from '../domain/message.ts';

export type BotName = 'public' | 'staff';
export type ChannelName = 'telegram' | 'web';

/** What a person did, free of any chat service's shapes. Text is as it came: hostile until escaped. */
export type Content =
  | { readonly kind: 'text'; readonly text: string }
  /**
   * A button: `data` is what the button carried, `messageId` the message it stood under. `label` is what it said, where
   * the channel shows no trace of a tap by itself.
   */
  | { readonly kind: 'tap'; readonly data: string; readonly messageId?: string; readonly label?: Text }
  /** A phone number shared with the channel's own button. `own`: the sender's own number, not an address book entry. */
  | { readonly kind: 'contact'; readonly phone: string; readonly own: boolean }
  | { readonly kind: 'photo'; readonly fileId: string }
  /** A document. `name` is what its sender calls it; `size` is in bytes, where the channel says so. */
  | { readonly kind: 'file'; readonly fileId: string; readonly name: string; readonly size?: number }
  | { readonly kind: 'voice' }
  /** A sticker, place, poll … : something no dialogue asks for. */
  | { readonly kind: 'other' };

export interface Inbound {
  /** Unique per bot and channel; the same update always carries the same id. */
  readonly updateId: string;
  /** Where answers go: a Telegram chat id, or the hash of a web cookie. */
  readonly address: string;
  readonly content: Content;
  /** The language chosen on a page before the chat began. Telegram's is the telephone's, which nobody chose for us. */
  readonly chosenLocale?: Locale;
}

/**
 * Resolves once the update is committed (or known already). Rejects when nothing was kept: the caller must see to it
 * that the update comes again.
 */
export type InboundHandler = (inbound: Inbound) => Promise<void>;

/** A message in the reader's words. Plain text: nothing in it is markup. */
export interface Rendered {
  readonly text: string;
  readonly buttons: readonly (readonly { readonly label: string; readonly data: string }[])[];
  readonly links: readonly { readonly label: string; readonly url: string }[];
  /** Label of the channel's "share my phone number" button, or 'remove' to take that keyboard away. */
  readonly contact?: { readonly label: string; readonly back: string } | 'remove';
  readonly picture?: { readonly bytes: Uint8Array; readonly mime: string };
}

export type SendResult =
  | { readonly ok: true; readonly messageId: string }
  /** Try again, not before so many seconds. */
  | { readonly ok: false; readonly reason: 'later'; readonly retryAfterSeconds: number }
  /** The address takes no messages any more. */
  | { readonly ok: false; readonly reason: 'closed' }
  /** This message will never be taken; `code` names why without quoting it. */
  | { readonly ok: false; readonly reason: 'refused'; readonly code: string };

export interface Channel {
  readonly bot: BotName;
  readonly name: ChannelName;
  /** Begins to receive. Sending works before and after. */
  start(handler: InboundHandler): Promise<void>;
  /** Stops receiving and waits for updates under way. */
  stop(): Promise<void>;
  /** `outboxId` names the row that is sent; the web chat's messages are addressed by it. Faults reject. */
  send(address: string, message: Rendered, outboxId: string): Promise<SendResult>;
  /** Puts `message` in the place of an earlier one. An edit that changes nothing is a success. */
  edit(address: string, messageId: string, message: Rendered, outboxId: string): Promise<SendResult>;
  /** The bytes of a photo or file a person sent; undefined when the channel has it no more or it is over 10 MiB. */
  fetchFile(fileId: string): Promise<Uint8Array | undefined>;
  /** Sets the command list people see, in every language (Telegram only); tries until the service can be reached. */
  describe?(commands: Record<Locale, readonly { command: string; description: string }[]>): Promise<void>;
  /** Takes one webhook call. 401: not from the service; 503: nothing was kept; 200: committed, or not for us. */
  webhook?(secret: string | undefined, body: unknown): Promise<200 | 401 | 503>;
}
