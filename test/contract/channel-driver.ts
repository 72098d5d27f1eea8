// What the contract suite needs of a channel: somebody who plays one person at the other end.

import type { Channel } from '../../src/channels/channel.ts';

export interface ChannelDriver {
  /** Not started yet. */
  readonly channel: Channel;
  /** Where the person is reached: `say` comes from here, `seen` shows what was sent here. */
  readonly address: string;
  /** Resolves once the service has it, not once it is handled. */
  say(text: string): Promise<void> | void;
  /** Taps the newest button with this label; throws where there is none. */
  tap(label: string): Promise<void> | void;
  /** The bot's messages as the person sees them now, oldest first. */
  seen(): Promise<readonly Seen[]> | readonly Seen[];
  /** After the channel was stopped. */
  close(): Promise<void>;

  readonly shareContact?: (phone: string, own: boolean) => void;
  readonly sendPhoto?: (bytes: Uint8Array) => void;
  readonly sendFile?: (name: string, bytes: Uint8Array) => void;
  readonly sendVoice?: () => void;
  readonly sendOther?: () => void;
  /** The service gives the person's last update once more. */
  readonly repeatLast?: () => void;
  /** The service brings an update again that was not kept. */
  readonly redelivers?: boolean;
  /** The person wants no more messages. */
  readonly leave?: () => void;
  /** The next message is refused for so many seconds. */
  readonly slowDown?: (seconds: number) => void;
}

export interface Seen {
  readonly text: string;
  readonly buttons: readonly string[];
  readonly picture?: Uint8Array;
}
