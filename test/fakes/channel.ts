// A channel in memory that keeps a chat service's rules: message ids rise in each chat, an edit finds its message or is
// refused, a blocked address takes nothing. Tests order faults and see what a person would see.

import type { BotName, Channel, ChannelName, Rendered, SendResult } from '../../src/channels/channel.ts';

export interface SeenMessage {
  readonly messageId: string;
  readonly message: Rendered;
  readonly edited: boolean;
}

export interface Call {
  readonly kind: 'send' | 'edit';
  readonly address: string;
  readonly outboxId: string;
  readonly text: string;
  /** Milliseconds of a clock that only goes forward, when the call arrived. */
  readonly at: number;
}

export interface FakeChannel extends Channel {
  /** Every call, also those that failed. */
  readonly calls: readonly Call[];
  /** The chat as its person sees it now. */
  seen(address: string): readonly SeenMessage[];
  texts(address: string): readonly string[];
  /** The next call ends like this; a function may throw, wait, or crash. */
  next(outcome: SendResult | (() => Promise<SendResult | undefined>)): void;
  block(address: string): void;
}

export function createFakeChannel({
  bot,
  name,
  latencyMs = 0,
}: {
  bot: BotName;
  name: ChannelName;
  latencyMs?: number;
}): FakeChannel {
  const chats = new Map<string, SeenMessage[]>();
  const calls: Call[] = [];
  const ordered: (() => Promise<SendResult | undefined>)[] = [];
  const blocked = new Set<string>();

  const chat = (address: string): SeenMessage[] => {
    const messages = chats.get(address) ?? [];
    chats.set(address, messages);
    return messages;
  };

  async function receive(call: Call, message: Rendered, change: () => SendResult): Promise<SendResult> {
    calls.push(call);
    if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
    const outcome = await ordered.shift()?.();
    if (outcome) return outcome;
    if (blocked.has(call.address)) return { ok: false, reason: 'closed' };
    return refusal(message) ?? change();
  }

  return {
    bot,
    name,
    calls,
    start: async () => {},
    stop: async () => {},
    fetchFile: async () => undefined,
    send: (address, message, outboxId) =>
      receive(called('send', address, outboxId, message), message, () => {
        const messageId = String(chat(address).length + 1);
        chat(address).push({ messageId, message, edited: false });
        return { ok: true, messageId };
      }),
    edit: (address, messageId, message, outboxId) =>
      receive(called('edit', address, outboxId, message), message, () => {
        const at = chat(address).findIndex((seen) => seen.messageId === messageId);
        if (at < 0) return { ok: false, reason: 'refused', code: 'message_not_found' };
        chat(address)[at] = { messageId, message, edited: true };
        return { ok: true, messageId };
      }),
    seen: (address) => chat(address),
    texts: (address) => chat(address).map(({ message }) => message.text),
    next: (outcome) => {
      ordered.push(typeof outcome === 'function' ? outcome : async () => outcome);
    },
    block: (address) => {
      blocked.add(address);
    },
  };
}

const called = (kind: Call['kind'], address: string, outboxId: string, { text }: Rendered): Call => ({
  kind,
  address,
  outboxId,
  text,
  at: performance.now(),
});

function refusal(message: Rendered): SendResult | undefined {
  if (message.text === '') return { ok: false, reason: 'refused', code: 'text_empty' };
  const long = message.buttons.flat().some(({ data }) => Buffer.byteLength(data) > 64);
  return long ? { ok: false, reason: 'refused', code: 'button_data_invalid' } : undefined;
}
