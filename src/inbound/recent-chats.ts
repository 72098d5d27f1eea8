// Chats as this process last saved them, so that the next tap of a dialogue need not read its chat again. Whether a
// row still holds is for the version check of the step that is saved from it. What belongs to the person (name, roles,
// places) may lag behind for as long as a row is kept, so no command is ever carried out from here.

import type { ChatRow } from '../store/chats.ts';

export interface KnownChat {
  readonly row: ChatRow;
  /** When it was last read from the database. */
  readonly readAt: Date;
}

export interface RecentChats {
  get(key: string, now: Date): KnownChat | undefined;
  keep(key: string, chat: KnownChat): void;
  drop(key: string): void;
}

/** A person's next tap comes within seconds; a longer memory would only be an older one. */
const keptMs = 30_000;
const mostChats = 2_000;

export function createRecentChats(): RecentChats {
  // In order of use: the first is the one unused for longest.
  const chats = new Map<string, KnownChat>();
  return {
    get(key, now) {
      const found = chats.get(key);
      return found && now.getTime() - found.readAt.getTime() < keptMs ? found : undefined;
    },
    keep(key, chat) {
      chats.delete(key);
      chats.set(key, chat);
      const [oldest] = chats.keys();
      if (chats.size > mostChats && oldest !== undefined) chats.delete(oldest);
    },
    drop: (key) => void chats.delete(key),
  };
}
