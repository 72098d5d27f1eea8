// A fake bot's updates on their way out: long polling with Telegram's offsets and conflicts, or pushes to a webhook,
// each chat's in order, again and again until they are taken.

import { Refusal } from './bot-api-chat.ts';

export type Update = Record<string, unknown> & { update_id: number };
interface Entry {
  readonly update: Update;
  readonly chat: number;
  /** Telegram sends it although it was confirmed. */
  readonly again: boolean;
  busy: boolean;
}
interface Poll {
  readonly ask: Ask;
  readonly answer: (updates: Update[]) => void;
  readonly end: (refusal: Refusal) => void;
}
interface Ask {
  readonly offset: number;
  readonly limit: number;
}

export class UpdateQueue {
  webhook: { url: string; secret: string | undefined } | undefined;
  /** Why the last push was not taken. */
  lastError: { readonly at: number; readonly message: string } | undefined;
  private entries: Entry[] = [];
  private lastId = 1000;
  private poll: Poll | undefined;
  private closed = false;
  private readonly reach: (url: string) => string;

  constructor(reach: (url: string) => string) {
    this.reach = reach;
  }

  /** With the id of an earlier update it comes once more. */
  push(chat: number, fields: Record<string, unknown>): Update {
    const given = fields['update_id'];
    const id = typeof given === 'number' ? given : this.lastId + 1;
    const update = { ...fields, update_id: id };
    this.entries.push({ update, chat, again: id <= this.lastId, busy: false });
    this.lastId = Math.max(this.lastId, id);
    this.flow();
    return update;
  }

  get waiting(): readonly Update[] {
    return this.entries.map(({ update }) => update);
  }

  /** Resolves at once with what there is, else when something comes or the time is over. `gone` fires when the caller hung up. */
  async getUpdates(ask: Ask, timeoutSeconds: number, gone: AbortSignal): Promise<Update[]> {
    if (this.webhook) {
      throw new Refusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    this.poll?.end(
      new Refusal(
        409,
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
      ),
    );
    this.entries = this.entries.filter(({ update, again }) => again || update.update_id >= ask.offset);
    const ready = this.take(ask);
    if (ready.length > 0 || timeoutSeconds === 0) return ready;
    return new Promise((resolve, reject) => {
      const poll: Poll = {
        ask,
        answer: (updates) => finish(() => resolve(updates)),
        end: (refusal) => finish(() => reject(refusal)),
      };
      const timer = setTimeout(() => poll.answer([]), timeoutSeconds * 1000);
      const leave = () => poll.answer([]);
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        gone.removeEventListener('abort', leave);
        if (this.poll === poll) this.poll = undefined;
        settle();
      };
      gone.addEventListener('abort', leave);
      this.poll = poll;
    });
  }

  setWebhook(webhook: { url: string; secret: string | undefined } | undefined): void {
    this.webhook = webhook;
    if (webhook) this.poll?.end(new Refusal(409, 'Conflict: terminated by setWebhook request'));
    this.flow();
  }

  close(): void {
    this.closed = true;
    this.poll?.answer([]);
  }

  private take({ offset, limit }: Ask): Update[] {
    const taken = this.entries.filter(({ update, again }) => again || update.update_id >= offset).slice(0, limit);
    this.entries = this.entries.filter((entry) => !(entry.again && taken.includes(entry)));
    return taken.map(({ update }) => update);
  }

  private flow(): void {
    if (this.poll) {
      const ready = this.take(this.poll.ask);
      if (ready.length > 0) this.poll.answer(ready);
    }
    if (!this.webhook) return;
    const firsts = this.entries.filter((entry, at) => this.entries.findIndex(({ chat }) => chat === entry.chat) === at);
    for (const entry of firsts.filter(({ busy }) => !busy)) void this.deliver(entry, 10);
  }

  private async deliver(entry: Entry, waitMs: number): Promise<void> {
    const { webhook } = this;
    entry.busy = webhook !== undefined && !this.closed;
    if (!webhook || this.closed) return;
    const refused = await post({ ...webhook, url: this.reach(webhook.url) }, entry.update);
    if (refused === undefined) {
      this.entries = this.entries.filter((one) => one !== entry);
      this.flow();
    } else {
      this.lastError = { at: Math.floor(Date.now() / 1000), message: refused };
      setTimeout(() => void this.deliver(entry, Math.min(waitMs * 2, 200)), waitMs).unref();
    }
  }
}

/** Undefined: taken. */
async function post(webhook: { url: string; secret: string | undefined }, update: Update): Promise<string | undefined> {
  const headers = {
    'content-type': 'application/json',
    ...(webhook.secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': webhook.secret }),
  };
  try {
    const response = await fetch(webhook.url, { method: 'POST', headers, body: JSON.stringify(update) });
    await response.arrayBuffer();
    return response.status === 200 ? undefined : `Wrong response from the webhook: ${response.status}`;
  } catch {
    return 'Connection refused';
  }
}
