// Sends and edits over Telegram's methods, with the turns that Telegram needs: captions, messages that cannot be
// edited any more, keyboards that only another message can take away. Free of any Telegram library.

import type { Rendered, SendResult } from './channel.ts';
import { TelegramFault, toSendResult } from './telegram-fault.ts';
import { captionLimit, type InlineKeyboard, layOut, type ReplyKeyboard, textLimit } from './telegram-message.ts';

type Markup = InlineKeyboard | ReplyKeyboard | { remove_keyboard: true };
interface Marked<M> {
  reply_markup?: M;
}
interface At {
  chat_id: number;
  message_id: number;
}
interface Sent {
  message_id: number;
}

/** The methods in use. Each rejects with a TelegramFault, and with nothing else. */
export interface TelegramApi {
  sendMessage(payload: TextPayload & { chat_id: number } & Marked<Markup>): Promise<Sent>;
  sendPhoto(
    payload: { chat_id: number; caption: string } & Marked<Markup>,
    bytes: Uint8Array,
    name: string,
  ): Promise<Sent>;
  editMessageText(payload: TextPayload & At & Marked<InlineKeyboard>): Promise<unknown>;
  editMessageCaption(payload: At & { caption: string } & Marked<InlineKeyboard>): Promise<unknown>;
  editMessageReplyMarkup(payload: At): Promise<unknown>;
  deleteMessage(payload: At): Promise<unknown>;
  answerCallbackQuery(payload: { callback_query_id: string }): Promise<unknown>;
  setMyCommands(payload: {
    commands: { command: string; description: string }[];
    language_code?: 'zh' | 'en';
  }): Promise<unknown>;
  getFile(payload: { file_id: string }): Promise<{ file_path?: string; file_size?: number }>;
}
interface TextPayload {
  text: string;
  link_preview_options: { is_disabled: boolean };
}

export interface TelegramSender {
  send(address: string, message: Rendered): Promise<SendResult>;
  edit(address: string, messageId: string, message: Rendered): Promise<SendResult>;
}

export function createTelegramSender(api: TelegramApi): TelegramSender {
  return {
    send: (address, message) => settled(() => sendNew(Number(address), message)),
    edit: (address, messageId, message) =>
      settled(() => replace({ chat_id: Number(address), message_id: Number(messageId) }, message)),
  };

  async function sendNew(chatId: number, message: Rendered): Promise<number> {
    const layout = layOut(message, message.picture ? captionLimit : textLimit);
    const takeAway = message.contact === 'remove';
    const markup = layout.inline ?? layout.keyboard ?? (takeAway ? { remove_keyboard: true as const } : undefined);
    const post = async () => {
      const marked = { chat_id: chatId, ...(markup ? { reply_markup: markup } : {}) };
      const { message_id } = message.picture
        ? await api.sendPhoto({ ...marked, caption: layout.text }, message.picture.bytes, nameOf(message.picture.mime))
        : await api.sendMessage({ ...marked, text: layout.text, ...noPreview() });
      return message_id;
    };
    return takeAway && layout.inline ? withoutKeyboard(chatId, post) : post();
  }

  async function replace(at: At, message: Rendered): Promise<number> {
    if (message.contact !== undefined && message.contact !== 'remove') return insteadOf(at, message);
    try {
      if (message.contact === 'remove') await withoutKeyboard(at.chat_id, () => rewrite(at, message));
      else await rewrite(at, message);
      return at.message_id;
    } catch (fault) {
      if (codeOf(fault) === 'not-modified') return at.message_id;
      if (codeOf(fault) === 'message-gone') return sendNew(at.chat_id, message);
      if (codeOf(fault) === 'message-has-no-caption') return insteadOf(at, message);
      throw fault;
    }
  }

  /** Whether the old message is a picture is known to Telegram alone: the other way is tried where it says so. */
  async function rewrite(at: At, message: Rendered): Promise<void> {
    const caption = () => {
      const { text, inline } = layOut(message, captionLimit);
      return api.editMessageCaption({ ...at, caption: text, ...(inline ? { reply_markup: inline } : {}) });
    };
    if (message.picture) return void (await caption());
    const { text, inline } = layOut(message, textLimit);
    try {
      await api.editMessageText({ ...at, text, ...noPreview(), ...(inline ? { reply_markup: inline } : {}) });
    } catch (fault) {
      if (codeOf(fault) !== 'message-has-no-text') throw fault;
      await caption();
    }
  }

  /** An edit cannot bring the contact keyboard, nor a picture to a text: the old message only loses its buttons. */
  async function insteadOf(at: At, message: Rendered): Promise<number> {
    const sent = await sendNew(at.chat_id, message);
    await api.editMessageReplyMarkup(at).catch(() => undefined);
    return sent;
  }

  /** One message cannot both take the contact keyboard away and carry buttons: a passing one takes it away. */
  async function withoutKeyboard<T>(chatId: number, post: () => Promise<T>): Promise<T> {
    const passing = await api.sendMessage({
      chat_id: chatId,
      text: '✓',
      ...noPreview(),
      reply_markup: { remove_keyboard: true },
    });
    try {
      return await post();
    } finally {
      await api.deleteMessage({ chat_id: chatId, message_id: passing.message_id }).catch(() => undefined);
    }
  }
}

async function settled(work: () => Promise<number>): Promise<SendResult> {
  try {
    return { ok: true, messageId: String(await work()) };
  } catch (fault) {
    const result = fault instanceof TelegramFault ? toSendResult(fault) : undefined;
    if (!result) throw fault;
    return result;
  }
}

const codeOf = (fault: unknown) => (fault instanceof TelegramFault ? fault.code : undefined);
const noPreview = () => ({ link_preview_options: { is_disabled: true } });
const nameOf = (mime: string) => `picture.${mime === 'image/jpeg' ? 'jpg' : (mime.split('/')[1] ?? 'png')}`;
