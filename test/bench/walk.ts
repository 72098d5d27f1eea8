// What the benchmarks' people do: a walk through the pages of the order dialogue, and orders up to the last tap. Played
// beforehand with the pure dialogue, so that the same taps can be sent by many chats at once.

import type { Content, Inbound } from '../../src/channels/channel.ts';
import { type ChatState, converse, type Event, freshChat } from '../../src/conversation/converse.ts';
import type { Facts } from '../../src/conversation/dialogue.ts';
import { publicScript } from '../../src/conversation/public-script.ts';
import { addDays, localTime } from '../../src/domain/calendar.ts';
import { outboxRows } from '../../src/inbound/outbox-rows.ts';
import { createCatalogue } from '../../src/store/catalogue.ts';
import type { Database } from '../../src/store/database.ts';
import type { OutboxRow } from '../../src/store/save-step.ts';
import { understand } from '../../src/understanding/understand.ts';
import { noonZone } from './ground.ts';

/** One step of a chat that was fresh when the walk began, and what it leaves behind. */
export interface WalkStep {
  readonly content: Content;
  readonly state: ChatState;
  readonly rows: readonly OutboxRow[];
}

/** Down to a township's villages and back, over and over: every page has a keyboard. */
const way = ['first', 'first', 'back', 'first', 'back', 'back', 'first', 'first', 'back'] as const;

export const walkLength = way.length + 1;

export async function planWalk(database: Database): Promise<readonly WalkStep[]> {
  const facts = await factsOf(database);
  const steps = [take(facts, freshChat, { kind: 'text', text: '/order' })];
  for (const turn of way) {
    const last = steps.at(-1);
    const buttons = last?.buttons ?? [];
    const data = turn === 'back' ? buttons.find((id) => id.endsWith(':back')) : buttons.find((id) => /:t:/.test(id));
    if (!last || data === undefined) throw new Error(`the walk finds no ${turn} button after ${steps.length} steps`);
    steps.push(take(facts, last.state, { kind: 'tap', data, messageId: '1' }));
  }
  return steps;
}

/** The state of a chat whose next tap is 确认提交, one for each village, and that tap. */
export async function planOrders(
  database: Database,
): Promise<readonly { readonly villageId: number; readonly state: ChatState; readonly submit: string }[]> {
  const facts = await factsOf(database);
  const day = addDays(facts.today, 6);
  return facts.catalogue.areas
    .filter(({ kind }) => kind === 'village')
    .flatMap(({ id: villageId, names }) => {
      const text = `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日下午想在${names.zh}约一场防诈骗讲座，电话13812345678`;
      const { state, buttons } = take(facts, freshChat, { kind: 'text', text });
      const submit = buttons.find((id) => id.endsWith(':submit'));
      return submit === undefined ? [] : [{ villageId, state, submit }];
    });
}

async function factsOf(database: Database): Promise<Facts> {
  const clock = () => new Date();
  const { day, minutes } = localTime(clock(), noonZone);
  const catalogue = await createCatalogue(database, clock)();
  return { catalogue, today: day, minutes, locale: 'zh-CN', person: { id: 0, recentPlaces: [] } };
}

function take(facts: Facts, before: ChatState, content: Content & { kind: 'text' | 'tap' }) {
  const event: Event = content.kind === 'text' ? { ...content, understood: understand(content.text, facts) } : content;
  const turn = converse(publicScript, before, event, facts);
  const inbound: Inbound = { updateId: '', address: '', content };
  const buttons = turn.replies.flatMap(({ choices = [] }) => choices.flat().map(({ id }) => id));
  return { content, state: turn.state, rows: outboxRows('telegram', inbound, turn), buttons };
}

/** Chats in this state, each with a person of its own; the ids begin where `addresses` do. */
export async function insertChats(
  { pool }: Database,
  bot: 'public' | 'staff',
  addresses: readonly string[],
  states: readonly (ChatState | null)[] = [null],
): Promise<{ readonly chatId: number; readonly personId: number }[]> {
  const { rows } = await pool.query<{ chatId: number; personId: number }>(
    `WITH given AS (
       SELECT address, state, nextval('person_id_seq')::int AS person_id
       FROM unnest($2::text[], $3::jsonb[]) WITH ORDINALITY AS given(address, state, place) ORDER BY place
     ), people AS (INSERT INTO person (id) SELECT person_id FROM given RETURNING id)
     INSERT INTO chat (bot, channel, address, person_id, locale, state)
     SELECT $1::bot, 'telegram', address, person_id, 'zh-CN', state FROM given
     RETURNING id AS "chatId", person_id AS "personId"`,
    [bot, addresses, addresses.map((_, index) => JSON.stringify(states[index % states.length] ?? null))],
  );
  return rows;
}
