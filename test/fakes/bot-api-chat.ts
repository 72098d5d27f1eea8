// One person's chat with one fake bot: the messages as they are seen now, and Telegram's rules for changing them.

import { isRecord, type Params, structured } from './bot-api-request.ts';

/** What Telegram answers instead of a result. */
export class Refusal extends Error {
  readonly status: number;
  readonly retryAfter: number | undefined;
  constructor(status: number, description: string, retryAfter?: number) {
    super(description);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

export interface SeenButton {
  readonly label: string;
  readonly data?: string;
  readonly url?: string;
}
export interface SeenMessage {
  readonly messageId: number;
  readonly from: 'bot' | 'user';
  readonly text: string;
  readonly buttons: readonly (readonly SeenButton[])[];
  readonly photo?: Uint8Array;
  readonly edited: boolean;
}
export interface KeyboardButton {
  readonly label: string;
  readonly contact: boolean;
}

export class FakeChat {
  readonly id: number;
  messages: SeenMessage[] = [];
  /** The keyboard in the place of the letters, if one is up. */
  keyboard: KeyboardButton[][] | undefined;
  blocked = false;
  private lastId = 0;

  constructor(id: number) {
    this.id = id;
  }

  userSent(text: string): number {
    return this.add({ from: 'user', text, buttons: [], edited: false });
  }

  send(params: Params, isPhoto: boolean): object {
    this.mustBeOpen();
    const text = textOf(params, isPhoto);
    const photo = isPhoto ? params.files.get('photo') : undefined;
    if (isPhoto && !photo) throw new Refusal(400, 'Bad Request: there is no photo in the request');
    const markup = structured(params.values['reply_markup']);
    const buttons = inlineButtons(markup);
    if (isRecord(markup) && markup['remove_keyboard'] === true) this.keyboard = undefined;
    if (isRecord(markup) && Array.isArray(markup['keyboard'])) this.keyboard = keyboardOf(markup['keyboard']);
    const id = this.add({ from: 'bot', text, buttons, edited: false, ...(photo ? { photo } : {}) });
    return this.wire(id);
  }

  edit(params: Params, what: 'text' | 'caption' | 'buttons'): object {
    this.mustBeOpen();
    const old = this.botMessage(params, 'edit');
    if (what === 'text' && old.photo) throw new Refusal(400, 'Bad Request: there is no text in the message to edit');
    if (what === 'caption' && !old.photo)
      throw new Refusal(400, 'Bad Request: there is no caption in the message to edit');
    const markup = structured(params.values['reply_markup']);
    if (isRecord(markup) && !('inline_keyboard' in markup))
      throw new Refusal(400, 'Bad Request: inline keyboard expected');
    const text = what === 'buttons' ? old.text : textOf(params, what === 'caption');
    const buttons = inlineButtons(markup);
    if (text === old.text && JSON.stringify(buttons) === JSON.stringify(old.buttons)) {
      throw new Refusal(
        400,
        'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
      );
    }
    this.messages = this.messages.map((message) =>
      message === old ? { ...old, text, buttons, edited: true } : message,
    );
    return this.wire(old.messageId);
  }

  delete(params: Params): true {
    this.mustBeOpen();
    const gone = this.botMessage(params, 'delete');
    this.messages = this.messages.filter((message) => message !== gone);
    return true;
  }

  /** The message in Telegram's shape. */
  wire(messageId: number): object {
    const message = this.messages.find((one) => one.messageId === messageId);
    const chat = { id: this.id, type: 'private', first_name: 'Person' };
    return { message_id: messageId, date: 1_700_000_000, chat, ...(message?.text ? { text: message.text } : {}) };
  }

  private mustBeOpen(): void {
    if (this.blocked) throw new Refusal(403, 'Forbidden: bot was blocked by the user');
  }

  private add(message: Omit<SeenMessage, 'messageId'>): number {
    this.lastId += 1;
    this.messages.push({ messageId: this.lastId, ...message });
    return this.lastId;
  }

  private botMessage(params: Params, verb: 'edit' | 'delete'): SeenMessage {
    const found = this.messages.find((message) => message.messageId === Number(params.values['message_id']));
    if (!found) throw new Refusal(400, `Bad Request: message to ${verb} not found`);
    if (found.from === 'user' && verb === 'edit') throw new Refusal(400, "Bad Request: message can't be edited");
    return found;
  }
}

/** Telegram counts UTF-16 units, after cutting the white space around. */
function textOf({ values }: Params, isCaption: boolean): string {
  const text = String(values[isCaption ? 'caption' : 'text'] ?? '').trim();
  if (isCaption && text.length > 1024) throw new Refusal(400, 'Bad Request: message caption is too long');
  if (!isCaption && text.length === 0) throw new Refusal(400, 'Bad Request: message text is empty');
  if (text.length > 4096) throw new Refusal(400, 'Bad Request: message is too long');
  return text;
}

function inlineButtons(markup: unknown): SeenButton[][] {
  const rows = isRecord(markup) && Array.isArray(markup['inline_keyboard']) ? markup['inline_keyboard'] : [];
  const buttons = rows.map((row: unknown) => (Array.isArray(row) ? row.map(inlineButton) : []));
  if (buttons.flat().length > 100) throw new Refusal(400, 'Bad Request: reply markup is too long');
  return buttons;
}

function inlineButton(button: unknown): SeenButton {
  const { text, callback_data: data, url } = isRecord(button) ? button : {};
  if (typeof text !== 'string' || text.trim() === '')
    throw new Refusal(400, 'Bad Request: inline keyboard button text is empty');
  if (typeof url === 'string') {
    if (!/^https?:\/\/[^/]+\.[a-z-]+(:\d+)?(\/|$)/i.test(url)) {
      throw new Refusal(400, `Bad Request: inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
    }
    return { label: text, url };
  }
  if (typeof data !== 'string')
    throw new Refusal(400, 'Bad Request: text buttons are unallowed in the inline keyboard');
  const bytes = Buffer.byteLength(data);
  if (bytes < 1 || bytes > 64) throw new Refusal(400, 'Bad Request: BUTTON_DATA_INVALID');
  return { label: text, data };
}

const keyboardOf = (rows: unknown[]): KeyboardButton[][] =>
  rows.map((row) =>
    (Array.isArray(row) ? row : []).map((button: unknown) =>
      isRecord(button)
        ? { label: String(button['text']), contact: button['request_contact'] === true }
        : { label: String(button), contact: false },
    ),
  );
