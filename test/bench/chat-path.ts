// The whole chat path (dedupe, step, state, rows, commit), ten chats at a time: steps of a dialogue and steps with a
// command, against raw `pg` that writes the same rows, and against a bare grammY bot that echoes.

import { randomUUID } from 'node:crypto';
import { Bot } from 'grammy';
import { publicScript } from '../../src/conversation/public-script.ts';
import { staffScript } from '../../src/conversation/staff-script.ts';
import { defaultTiming } from '../../src/domain/timers.ts';
import { createInbound } from '../../src/inbound/inbound.ts';
import { createRunWork } from '../../src/services/work.ts';
import { createCatalogue } from '../../src/store/catalogue.ts';
import type { Database } from '../../src/store/database.ts';
import { startBotApi } from './bot-api.ts';
import { type Ground, noonZone } from './ground.ts';
import { inTurn, rate } from './measure.ts';
import { readOrder, writeOrder, writeStep } from './raw-writer.ts';
import { perSecond, type Row } from './table.ts';
import { insertChats, planOrders, planWalk } from './walk.ts';

const atATime = 10;
const rounds = 3;
const walks = 60;
const submits = 100;

export async function benchChatPath(ground: Ground): Promise<Row[]> {
  const database = await ground.database();
  const echo = await openEcho();
  try {
    const handle = openInbound(database);
    const steps = await inTurn(rounds, {
      ours: await walking(database, handle),
      raw: await walkingRaw(database),
      echo: () => rate(walks * 10, atATime, echo.handle),
    });
    const commands = await inTurn(rounds, {
      ours: await submitting(database, handle),
      raw: await submittingRaw(database, handle),
    });
    return [
      against('a dialogue step, against raw pg', steps.ours, steps.raw, '0.9'),
      against('a dialogue step, against a bare echo bot', steps.ours, steps.echo),
      against('a step with a command (an order), against raw pg', commands.ours, commands.raw, '0.3'),
    ];
  } finally {
    await echo.close();
    await database.close();
  }
}

function against(what: string, ours: number, base: number, goal?: string): Row {
  return { what, ours: perSecond(ours), base: perSecond(base), ratio: ours / base, ...(goal && { goal: `≥ ${goal}` }) };
}

type Handle = ReturnType<ReturnType<typeof createInbound>['handler']>;

/** As app.ts wires it, but that nothing is woken: sending is not part of it. */
function openInbound(database: Database): Handle {
  const clock = () => new Date();
  const runWork = createRunWork(
    database,
    { wake: () => {}, match: () => {}, plan: () => {} },
    {
      timeZone: noonZone,
      timing: defaultTiming,
      baseUrl: () => 'http://127.0.0.1:3000',
      travelKmh: 40,
      roadFactor: 1.3,
      clock,
    },
  );
  const inbound = createInbound({
    database,
    runWork,
    catalogue: createCatalogue(database, clock),
    scripts: { public: publicScript, staff: staffScript },
    clock,
    timeZone: noonZone,
    defaultLocale: 'zh-CN',
    wake: () => {},
    fetchFile: async () => undefined,
    onReset: (error) => {
      throw error;
    },
  });
  return inbound.handler('public', 'telegram');
}

const addresses = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

async function walking(database: Database, handle: Handle): Promise<() => Promise<number>> {
  const walk = await planWalk(database);
  return async () => {
    const people = addresses(walks);
    await insertChats(database, 'public', people);
    const perWalk = await rate(walks, atATime, async (index) => {
      const address = people[index] ?? '';
      for (const { content } of walk) await handle({ updateId: randomUUID(), address, content });
    });
    return perWalk * walk.length;
  };
}

async function walkingRaw(database: Database): Promise<() => Promise<number>> {
  const walk = await planWalk(database);
  return async () => {
    const chats = await insertChats(database, 'public', addresses(walks));
    const perWalk = await rate(walks, atATime, async (index) => {
      const chatId = chats[index]?.chatId ?? 0;
      for (const { state, rows } of walk)
        await writeStep(database.pool, { chatId, updateId: randomUUID(), state: JSON.stringify(state), rows });
    });
    return perWalk * walk.length;
  };
}

async function submitting(database: Database, handle: Handle, count = submits): Promise<() => Promise<number>> {
  const orders = await planOrders(database);
  const states = orders.map(({ state }) => state);
  return async () => {
    const people = addresses(count);
    await insertChats(database, 'public', people, states);
    return rate(count, atATime, (index) => {
      const data = orders[index % orders.length]?.submit ?? '';
      return handle({
        updateId: randomUUID(),
        address: people[index] ?? '',
        content: { kind: 'tap', data, messageId: '1' },
      });
    });
  };
}

/** Writes again what one order of ours left behind. */
async function submittingRaw(database: Database, handle: Handle): Promise<() => Promise<number>> {
  await (await submitting(database, handle, 1))();
  const { pool } = database;
  const found = await pool.query<Left>(leftSql);
  const [left] = found.rows;
  if (!left) throw new Error('no order was made');
  const rows = await readOrder(pool, left.order_id);
  return async () => {
    const chats = await insertChats(database, 'public', addresses(submits));
    return rate(submits, atATime, (index) => {
      const { chatId = 0, personId = 0 } = chats[index] ?? {};
      const step = { chatId, updateId: randomUUID(), state: left.state, rows: left.outbox };
      return writeOrder(pool, step, personId, left.draft, rows);
    });
  };
}

interface Left {
  readonly order_id: number;
  readonly state: string;
  readonly draft: string;
  readonly outbox: { kind: 'send' | 'edit'; message: unknown; edits_message_id?: string }[];
}

const leftSql = `
  SELECT o.id AS order_id, c.state::text, p.last_draft::text AS draft,
    (SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
       'kind', x.kind, 'message', x.message, 'edits_message_id', x.edits_message_id))) FROM outbox x WHERE x.chat_id = c.id
    ) AS outbox
  FROM orders o JOIN person p ON p.id = o.requester_id JOIN chat c ON c.person_id = p.id
  ORDER BY o.id DESC LIMIT 1`;

/** grammY by itself: every update is answered with its own words, and the answer waited for. */
async function openEcho() {
  const api = await startBotApi();
  const bot = new Bot('1:echo', { client: { apiRoot: api.root } });
  bot.on('message:text', (context) => context.reply(context.message.text));
  await bot.init();
  return {
    handle: (index: number) =>
      bot.handleUpdate({
        update_id: index,
        message: {
          message_id: 1,
          date: 0,
          chat: { id: index + 1, type: 'private', first_name: 'Person' },
          from: { id: index + 1, is_bot: false, first_name: 'Person' },
          text: '/order',
        },
      }),
    close: () => api.close(),
  };
}
