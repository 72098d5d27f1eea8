// One fake bot: the driver that plays its users and orders faults. What it answers to calls is in bot-api-methods.ts.

import { FakeChat, type KeyboardButton, Refusal, type SeenMessage } from './bot-api-chat.ts';
import { type BotState, perform } from './bot-api-methods.ts';
import type { Params } from './bot-api-request.ts';
import { type Update, UpdateQueue } from './bot-api-updates.ts';
import { createWatch } from './watch.ts';

export interface Call {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** 200, or what Telegram answered instead. */
  readonly status: number;
  /** When it came, in milliseconds of performance.now(). */
  readonly at: number;
}
export interface Failure {
  readonly method: string;
  readonly chatId?: number;
  readonly status: number | 'hang-up';
  readonly retryAfter?: number;
  readonly description?: string;
}
export interface Person {
  readonly languageCode?: string;
  readonly firstName?: string;
}
/** A label: the newest button that carries it. With `messageId` an old one; with `data` one that is gone from the screen. */
export type TapTarget =
  | string
  | { readonly messageId: number; readonly label: string }
  | { readonly messageId: number; readonly data: string };

export class FakeBot {
  readonly calls: Call[] = [];
  private readonly state: BotState;
  private readonly people = new Map<number, Person>();
  private failures: Failure[] = [];
  private readonly watch = createWatch();
  private count = 0;

  constructor(token: string, username: string, reach: (url: string) => string) {
    this.state = {
      token,
      username,
      updates: new UpdateQueue(reach),
      chats: new Map(),
      commands: new Map(),
      spinners: new Map(),
      files: new Map(),
    };
  }

  /** Command lists by language code; '' is the list for everybody else. */
  get commands(): ReadonlyMap<string, unknown> {
    return this.state.commands;
  }
  get webhook(): { readonly url: string } | undefined {
    return this.state.updates.webhook;
  }
  /** What no poll has confirmed and no webhook has taken. */
  get pending(): readonly Update[] {
    return this.state.updates.waiting;
  }

  // What people do. Each returns the update that the bot gets.

  /** Opens the chat, as 开始 does, without a word; sets what Telegram tells of the person. */
  open(chatId: number, person: Person = {}): void {
    this.people.set(chatId, person);
    this.reach(chatId);
  }

  userSays(chatId: number, text: string): Update {
    return this.message(chatId, text, { text });
  }

  userTaps(chatId: number, target: TapTarget): Update {
    const chat = this.reach(chatId);
    if (typeof target !== 'string' && 'data' in target) return this.tap(chat, target.messageId, target.data);
    const label = typeof target === 'string' ? target : target.label;
    const shown =
      typeof target === 'string'
        ? chat.messages.toReversed()
        : chat.messages.filter((one) => one.messageId === target.messageId);
    for (const { messageId, buttons } of shown) {
      const button = buttons.flat().find((one) => one.label === label && one.data !== undefined);
      if (button?.data !== undefined) return this.tap(chat, messageId, button.data);
    }
    const key = typeof target === 'string' ? chat.keyboard?.flat().find((one) => one.label === label) : undefined;
    if (!key) throw new Error(`no button 「${label}」 in: ${labelsOf(shown, chat.keyboard)}`);
    chat.keyboard = undefined;
    return key.contact ? this.userShares(chatId, '+8613800138000') : this.userSays(chatId, label);
  }

  /** `own: false`: a card out of the address book. */
  userShares(chatId: number, phone: string, { own = true } = {}): Update {
    this.reach(chatId).keyboard = undefined;
    const contact = { phone_number: phone, first_name: 'Person', user_id: own ? chatId : chatId + 1 };
    return this.message(chatId, phone, { contact });
  }

  userSendsPhoto(chatId: number, bytes: Uint8Array, caption?: string): Update {
    const sizes = ['small', 'large'].map((size, at) => {
      const id = `photo-${size}-${++this.count}`;
      this.state.files.set(id, bytes);
      return { file_id: id, file_unique_id: id, width: 90 * (at + 1), height: 90 * (at + 1), file_size: bytes.length };
    });
    return this.message(chatId, '', { photo: sizes, ...(caption ? { caption } : {}) });
  }

  userSendsVoice = (chatId: number) =>
    this.message(chatId, '', { voice: { file_id: 'voice', file_unique_id: 'voice', duration: 3 } });
  userSendsSticker = (chatId: number) =>
    this.message(chatId, '', {
      sticker: { file_id: 'sticker', file_unique_id: 'sticker', type: 'regular', width: 1, height: 1 },
    });
  userSendsLocation = (chatId: number) => this.message(chatId, '', { location: { latitude: 36.5, longitude: 102.11 } });
  userSendsDocument(chatId: number, { name, bytes }: { name: string; bytes: Uint8Array }): Update {
    const id = `document-${++this.count}`;
    this.state.files.set(id, bytes);
    const document = { file_id: id, file_unique_id: id, file_name: name, file_size: bytes.length };
    return this.message(chatId, '', { document });
  }

  /** Any update, malformed as may be. With an id that was given before, it comes again. */
  pushRaw(update: Record<string, unknown>, chatId = 0): Update {
    const pushed = this.state.updates.push(chatId, update);
    this.watch.changed();
    return pushed;
  }

  block(chatId: number): void {
    this.reach(chatId).blocked = true;
  }
  unblock(chatId: number): void {
    this.reach(chatId).blocked = false;
  }

  /** The next fitting call fails this way; ordered several times, so do the following ones. */
  failNext(failure: Failure): void {
    this.failures.push(failure);
  }

  // What people see.

  /** The messages as they stand on the person's screen now, oldest first. */
  chat(chatId: number): readonly SeenMessage[] {
    return this.state.chats.get(chatId)?.messages ?? [];
  }
  keyboard(chatId: number): readonly (readonly KeyboardButton[])[] | undefined {
    return this.state.chats.get(chatId)?.keyboard;
  }
  /** Taps whose button still turns. */
  spinning(chatId: number): number {
    return [...this.state.spinners.values()].filter((id) => id === chatId).length;
  }

  waitFor(chatId: number, predicate: (messages: readonly SeenMessage[]) => boolean): Promise<readonly SeenMessage[]> {
    return this.watch.until(
      () => (predicate(this.chat(chatId)) ? this.chat(chatId) : undefined),
      () =>
        JSON.stringify(
          this.chat(chatId).map(({ text, buttons }) => ({ text, buttons: buttons.flat().map(({ label }) => label) })),
        ),
    );
  }

  waitForCall(predicate: (call: Call) => boolean): Promise<Call> {
    return this.watch.until(
      () => this.calls.find(predicate),
      () => this.calls.map(({ method, status }) => `${method} ${status}`).join(', '),
    );
  }

  // What the server asks.

  /** Throws a Refusal, or 'hang-up' for a cut connection. */
  async answer(method: string, params: Params, gone: AbortSignal): Promise<unknown> {
    const chatId = Number(params.values['chat_id']);
    const at = performance.now();
    const log = (status: number) => this.calls.push({ method, params: params.values, status, at });
    try {
      this.failAsOrdered(method, chatId);
      const result = await perform(this.state, method, params, gone);
      log(200);
      return result;
    } catch (error) {
      log(error instanceof Refusal ? error.status : 0);
      throw error;
    } finally {
      this.watch.changed();
    }
  }

  close(): void {
    this.state.updates.close();
  }

  file(id: string): Uint8Array | undefined {
    return this.state.files.get(id);
  }

  private failAsOrdered(method: string, chatId: number): void {
    const failure = this.failures.find(
      (one) => one.method === method && (one.chatId === undefined || one.chatId === chatId),
    );
    if (!failure) return;
    this.failures = this.failures.filter((one) => one !== failure);
    const { status, retryAfter, description } = failure;
    if (status === 'hang-up') throw new Error('hang-up');
    const usual =
      status === 429
        ? `Too Many Requests: retry after ${retryAfter ?? 1}`
        : status === 403
          ? 'Forbidden'
          : 'ordered by the test';
    throw new Refusal(status, description ?? usual, status === 429 ? (retryAfter ?? 1) : retryAfter);
  }

  private reach(chatId: number): FakeChat {
    const chat = this.state.chats.get(chatId) ?? new FakeChat(chatId);
    this.state.chats.set(chatId, chat);
    return chat;
  }

  private message(chatId: number, shown: string, content: Record<string, unknown>): Update {
    const chat = this.reach(chatId);
    const wire = chat.wire(chat.userSent(shown));
    return this.pushRaw({ message: { ...wire, text: undefined, from: this.user(chatId), ...content } }, chatId);
  }

  private tap(chat: FakeChat, messageId: number, data: string): Update {
    const id = `query-${++this.count}`;
    this.state.spinners.set(id, chat.id);
    const query = { id, from: this.user(chat.id), chat_instance: '1', data, message: chat.wire(messageId) };
    return this.pushRaw({ callback_query: query }, chat.id);
  }

  private user(chatId: number): object {
    const { languageCode = 'zh-hans', firstName = 'Person' } = this.people.get(chatId) ?? {};
    return { id: chatId, is_bot: false, first_name: firstName, language_code: languageCode };
  }
}

const labelsOf = (messages: readonly SeenMessage[], keyboard: KeyboardButton[][] = []) =>
  [...messages.flatMap(({ buttons }) => buttons.flat()), ...keyboard.flat()]
    .map(({ label }) => `「${label}」`)
    .join(' ') || 'none';
