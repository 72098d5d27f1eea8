// A Telegram update, as it came, → what a person did. Pure and free of any Telegram library; an update of a shape
// nobody expects is ignored or becomes `other`, and never throws, or it would come again for ever.

import type { Content, Inbound } from './channel.ts';

export interface TelegramUpdate {
  /** Undefined: no update id, or nobody's private chat. */
  readonly inbound: Inbound | undefined;
  /** The tap whose spinner is to be stopped. */
  readonly callbackQueryId: string | undefined;
}

/** What Telegram is asked for. Both libraries want a mutable array. */
export const allowedUpdates = (): ('message' | 'callback_query')[] => ['message', 'callback_query'];

export function readUpdate(update: unknown): TelegramUpdate {
  const id = integer(field(update, 'update_id'));
  const query = field(update, 'callback_query');
  const message = query === undefined ? field(update, 'message') : field(query, 'message');
  const sender = query === undefined ? field(message, 'from') : field(query, 'from');
  const chat = field(message, 'chat');
  const address = field(chat, 'type') === 'private' ? integer(field(chat, 'id')) : undefined;
  const callbackQueryId = text(field(query, 'id'));
  if (id === undefined || address === undefined) return { inbound: undefined, callbackQueryId };
  const content = query === undefined ? said(message, sender) : tapped(query, message);
  return {
    inbound: { updateId: String(id), address: String(address), content },
    callbackQueryId,
  };
}

export const updateId = (update: unknown): number | undefined => integer(field(update, 'update_id'));

function tapped(query: unknown, message: unknown): Content {
  const data = text(field(query, 'data'));
  if (data === undefined) return { kind: 'other' };
  const messageId = integer(field(message, 'message_id'));
  return { kind: 'tap', data, ...(messageId === undefined ? {} : { messageId: String(messageId) }) };
}

function said(message: unknown, sender: unknown): Content {
  const words = text(field(message, 'text'));
  if (words !== undefined) return { kind: 'text', text: words };
  const contact = field(message, 'contact');
  const phone = text(field(contact, 'phone_number'));
  if (phone !== undefined) {
    const owner = integer(field(contact, 'user_id'));
    return { kind: 'contact', phone, own: owner !== undefined && owner === integer(field(sender, 'id')) };
  }
  const photo = field(message, 'photo');
  // Telegram lists a photo's sizes from small to large.
  const fileId = Array.isArray(photo) ? text(field(photo.at(-1), 'file_id')) : undefined;
  if (fileId !== undefined) return { kind: 'photo', fileId };
  return filed(message) ?? (field(message, 'voice') === undefined ? { kind: 'other' } : { kind: 'voice' });
}

/** A moving picture comes as a document as well. */
function filed(message: unknown): Content | undefined {
  const document = field(message, 'animation') === undefined ? field(message, 'document') : undefined;
  const fileId = text(field(document, 'file_id'));
  if (fileId === undefined) return undefined;
  const size = integer(field(document, 'file_size'));
  const name = text(field(document, 'file_name')) ?? '';
  return { kind: 'file', fileId, name, ...(size === undefined ? {} : { size }) };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

const integer = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;

/** PostgreSQL takes neither NUL nor half a surrogate pair. */
const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? value.replaceAll('\u0000', '').replace(/\p{Cs}/gu, '\ufffd') : undefined;
