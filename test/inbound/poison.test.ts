// An update that can't be carried out must not come back for ever; one that came during an outage must.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Content } from '../../src/channels/channel.ts';
import type { Script } from '../../src/conversation/converse.ts';
import type { Dialogue } from '../../src/conversation/dialogue.ts';
import { createInbound } from '../../src/inbound/inbound.ts';
import type { RunWork } from '../../src/services/work.ts';
import { createTestDatabase, type TestDatabase } from '../database.ts';
import { catalogue, ledu } from '../fakes/catalogue.ts';
import { createStation, timeZone } from '../fakes/station.ts';

let test: TestDatabase;
let runWork: RunWork;
/** What stands in the way of each of the next units of work. */
let obstacles: (() => never)[] = [];
let resets: unknown[] = [];
let updates = 0;

beforeAll(async () => {
  test = await createTestDatabase();
  const station = await createStation(test.database);
  runWork = async (act, given) => {
    const obstacle = obstacles.shift();
    return station.runWork(async (work) => {
      const result = await act(work);
      obstacle?.();
      return result;
    }, given);
  };
});
afterAll(() => test.drop());
beforeEach(() => {
  obstacles = [];
  resets = [];
});

describe('an update that fails for a reason of its own', () => {
  it('is answered with an apology, counts as seen, and leaves the chat in working order', async () => {
    const chat = open();
    await chat.sends({ kind: 'text', text: '/asked' });
    obstacles = Array.from({ length: 10 }, () => () => throwing(new TypeError('a bug')));
    await chat.sends({ kind: 'text', text: '/english' });

    expect(await chat.answers()).toEqual(['asked', 'chat.restart', 'menu']);
    expect(await chat.locale()).toBe('zh-CN');
    expect(resets).toHaveLength(1);

    obstacles = [];
    await chat.sends({ kind: 'text', text: '/english' });
    expect(await chat.locale()).toBe('en');
  });

  it('is not asked a second time when it comes again', async () => {
    const chat = open();
    obstacles = Array.from({ length: 3 }, () => () => throwing(new Error('a bug')));
    await chat.sends({ kind: 'text', text: '/english' }, 'twice');
    await chat.sends({ kind: 'text', text: '/english' }, 'twice');
    expect(await chat.answers()).toEqual(['chat.restart', 'menu']);
    expect(await chat.locale()).toBe('zh-CN');
  });

  it('is carried out once where the fault was gone at the second try', async () => {
    const chat = open();
    obstacles = [() => throwing(new Error('once'))];
    await chat.sends({ kind: 'text', text: '/english' });
    expect(await chat.answers()).toEqual(['done']);
    expect(await chat.locale()).toBe('en');
    expect(resets).toEqual([]);
  });

  it('is told from what the database refuses for good', async () => {
    const chat = open();
    await chat.sends({ kind: 'text', text: '/impossible' });
    expect(await chat.answers()).toEqual(['chat.restart', 'menu']);
  });
});

describe('an update that comes during an outage', () => {
  const faults: [string, Error][] = [
    ['the server shuts down', Object.assign(new Error(), { code: '57P01' })],
    ['nobody listens', Object.assign(new Error(), { code: 'ECONNREFUSED' })],
    ['Prisma loses the server', Object.assign(new Error(), { code: 'P1017' })],
    ['no connection is to be had', new Error('timeout exceeded when trying to connect')],
    ['the connection ends', new Error('Connection terminated unexpectedly')],
  ];
  it.each(faults)('is rejected, so that it comes again and is kept then (%s)', async (_, fault) => {
    const chat = open();
    obstacles = [() => throwing(fault)];
    await expect(chat.sends({ kind: 'text', text: '/english' }, `again ${_}`)).rejects.toBe(fault);
    expect(await chat.answers()).toEqual([]);
    await chat.sends({ kind: 'text', text: '/english' }, `again ${_}`);
    expect(await chat.answers()).toEqual(['done']);
    expect(resets).toEqual([]);
  });
});

function throwing(error: Error): never {
  throw error;
}

const menu: Dialogue<never> = says('menu', 'menu');
const asked: Dialogue<string> = {
  ...says('asked', 'asked'),
  start: () => ({ state: 'waiting', replies: [{ text: 'asked' }] }),
};
const english: Dialogue<string> = {
  ...says('english', 'done'),
  start: () => ({ state: 'setting', replies: [], command: { type: 'set-locale', locale: 'en' } }),
  conclude: () => ({ state: undefined, replies: [{ text: 'done' }] }),
};
/** A topic that is not in the database: its foreign key refuses. */
const impossible: Dialogue<string> = {
  ...english,
  name: 'impossible',
  start: () => ({
    state: 'submitting',
    replies: [],
    command: {
      type: 'submit-order',
      draft: {
        topicId: 999_999_999,
        places: [{ areaId: ledu }],
        windows: [{ day: '2026-12-01', half: 'morning' }],
        questions: [],
        phone: '13800138000',
      },
    },
  }),
};
const script: Script = {
  routes: { menu, asked, english, impossible },
  words: {},
  offers: [],
  fallback: () => '/menu',
  answersUrgent: false,
};

function says<State>(name: string, words: string): Dialogue<State> {
  const step = () => ({ state: undefined, replies: [{ text: words }] });
  return { name, start: step, step, ask: () => ({ text: words }) };
}

function open() {
  const address = `somebody ${++updates}`;
  const { database } = test;
  const { handler } = createInbound({
    database,
    runWork,
    catalogue: async () => catalogue,
    scripts: { public: script, staff: script },
    clock: () => new Date('2026-11-23T01:00:00Z'),
    timeZone,
    defaultLocale: 'zh-CN',
    wake: () => {},
    fetchFile: async () => undefined,
    onReset: (error) => resets.push(error),
  });
  const handle = handler('public', 'telegram');
  const chat = () =>
    database.prisma.chat.findUnique({
      where: { bot_channel_address: { bot: 'public', channel: 'telegram', address } },
      include: { outbox: { orderBy: { id: 'asc' } } },
    });
  return {
    sends: (content: Content, updateId = `update ${++updates}`) => handle({ updateId, address, content }),
    locale: async () => (await chat())?.locale,
    /** The words or keys of what was answered. */
    answers: async () =>
      ((await chat())?.outbox ?? []).map(({ message }) => {
        const { text: said } = message as { text: string | { key?: string; lines?: string[] } };
        if (typeof said === 'string') return said;
        return said.key ?? said.lines?.join('');
      }),
  };
}
