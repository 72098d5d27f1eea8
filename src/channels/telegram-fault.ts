// What went wrong in a call to Telegram, and what that means for a message. Free of any Telegram library, and of
// every text: Telegram's descriptions quote messages, and the libraries' errors hold tokens and payloads.

import type { SendResult } from './channel.ts';

/** A call that failed. No `status`: the service was not reached, or answered something that is no answer. */
export class TelegramFault extends Error {
  override readonly name = 'TelegramFault';
  readonly method: string;
  readonly status: number | undefined;
  readonly code: string;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    method: string,
    answer?: { status: number; description: string; retryAfterSeconds?: number | undefined },
  ) {
    const code = answer ? codeOf(answer.status, answer.description) : 'unreachable';
    super(`Telegram ${method}: ${code}`);
    this.method = method;
    this.status = answer?.status;
    this.code = code;
    this.retryAfterSeconds = answer?.retryAfterSeconds;
  }
}

/** Undefined: not the message's fault (network, service, token): to be tried again, so the fault is thrown on. */
export function toSendResult(fault: TelegramFault): Exclude<SendResult, { ok: true }> | undefined {
  const { status, code } = fault;
  if (status === 429) return { ok: false, reason: 'later', retryAfterSeconds: fault.retryAfterSeconds ?? 5 };
  if (status === 403 || code === 'chat-not-found') return { ok: false, reason: 'closed' };
  // 401 and 404 are a wrong token or API root: the operator mends it, and the messages must still be there.
  if (status === undefined || status >= 500 || status === 401 || status === 404) return undefined;
  return { ok: false, reason: 'refused', code };
}

const known: readonly (readonly [RegExp, string])[] = [
  [/message is not modified/i, 'not-modified'],
  [/message to (edit|delete) not found|message can't be edited|MESSAGE_ID_INVALID/i, 'message-gone'],
  [/there is no text in the message/i, 'message-has-no-text'],
  [/there is no caption in the message/i, 'message-has-no-caption'],
  [/chat not found|PEER_ID_INVALID/i, 'chat-not-found'],
  [/too long/i, 'too-long'],
  [/text is empty|must be non-empty/i, 'empty'],
  [/BUTTON_DATA_INVALID/i, 'button-data'],
  [/URL/, 'button-url'],
  [/IMAGE_PROCESS_FAILED|PHOTO_|photo/i, 'picture'],
];

const codeOf = (status: number, description: string): string =>
  (status === 400 ? known.find(([pattern]) => pattern.test(description))?.[1] : undefined) ?? `telegram-${status}`;
