// A district, a team and a resident for a product that runs as processes of its own, in real time.

import { createInvite } from '../../src/services/invites.ts';
import type { Database } from '../../src/store/database.ts';
import { type BotApi, startBotApi } from '../fakes/bot-api.ts';
import { createPlaces } from '../fakes/places.ts';
import { type Actor, createActor } from '../flow/actor.ts';

const tokens = { public: '110201543:AAproduction-public', staff: '110201544:AAproduction-staff' };

export interface Telegram {
  readonly api: BotApi;
  /** What leads the product to this Telegram. Nobody sleeps there. */
  readonly env: Record<string, string>;
}

export async function startTelegram(): Promise<Telegram> {
  const api = await startBotApi();
  api.bot(tokens.public);
  api.bot(tokens.staff);
  return {
    api,
    env: {
      RESIDENT_BOT_TOKEN: tokens.public,
      STAFF_BOT_TOKEN: tokens.staff,
      TELEGRAM_API_ROOT: api.root,
      SEND_PER_CHAT_SECONDS: '0',
      QUIET_HOURS: 'none',
    },
  };
}

export async function gatherPeople({ prisma }: Database, { api }: Telegram) {
  const places = await createPlaces(prisma);
  await places.speaker('李警官');
  const join = async (id: number, role: 'coordinator' | 'speaker', name: string): Promise<Actor> => {
    const { code } = await createInvite(prisma, { role, name, now: new Date() });
    const actor = createActor(api.bot(tokens.staff), id);
    actor.say(code);
    await actor.sees('欢迎加入');
    return actor;
  };
  return {
    coordinator: await join(4_300_000_001, 'coordinator', '张主任'),
    speaker: await join(4_300_000_002, 'speaker', '李警官'),
    resident: createActor(api.bot(tokens.public), 4_300_000_003),
  };
}
