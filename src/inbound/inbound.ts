// From a channel's Inbound to a committed step: reads the chat, lets the dialogue decide, keeps what it decided
// exactly once, and rejects where nothing was kept. Only an outage rejects again and again: an update that fails for a
// reason of its own is answered with an apology. Knows no chat service and no dialogue's inside.

import type { BotName, ChannelName, Inbound, InboundHandler } from '../channels/channel.ts';
import {
  type ChatState,
  conclude,
  converse,
  type Event,
  freshChat,
  type Script,
  type Turn,
} from '../conversation/converse.ts';
import type { Facts } from '../conversation/dialogue.ts';
import { localTime } from '../domain/calendar.ts';
import type { Command } from '../domain/commands.ts';
import { counted, defaultLimits, type Limits, pressure } from '../domain/limits.ts';
import type { Catalogue } from '../domain/menu.ts';
import { text } from '../domain/message.ts';
import { execute } from '../services/commands.ts';
import type { RunWork, Who } from '../services/work.ts';
import { type ChatRow, readChat } from '../store/chats.ts';
import { type Database, isOutage } from '../store/database.ts';
import { AlreadySeen, type Saved, type StepToSave, saveConclusion, saveStep, saveStepIn } from '../store/save-step.ts';
import { understand } from '../understanding/understand.ts';
import { factsFor, whoFor } from './facts.ts';
import { createLanes } from './lanes.ts';
import { outboxRows } from './outbox-rows.ts';
import { createRecentChats, type RecentChats } from './recent-chats.ts';
import { cleanText, mostCharacters } from './text.ts';

export interface InboundOptions {
  readonly database: Database;
  readonly runWork: RunWork;
  readonly catalogue: () => Promise<Catalogue>;
  readonly scripts: Readonly<Record<BotName, Script>>;
  readonly clock: () => Date;
  readonly timeZone: string;
  readonly defaultLocale: string;
  readonly wake: (chatId: number, bot: BotName) => void;
  /** The bytes of a photo or file; undefined where it can't be had. */
  readonly fetchFile: (bot: BotName, channel: ChannelName, fileId: string) => Promise<Uint8Array | undefined>;
  /** A fault of ours, or a state that an older release left behind: the person was asked to begin anew. */
  readonly onReset: (error: unknown) => void;
  /** For tests. */
  readonly limits?: Limits;
}

export interface InboundPort {
  handler(bot: BotName, channel: ChannelName): InboundHandler;
  /** Waits for the updates under way. */
  idle(): Promise<void>;
}

export function createInbound(options: InboundOptions): InboundPort {
  const lanes = createLanes();
  const recent = createRecentChats();
  return {
    handler: (bot, channel) => (inbound) =>
      lanes.run(`${bot}/${channel}/${inbound.address}`, () => receive(options, recent, bot, channel, inbound)),
    idle: () => lanes.idle(),
  };
}

/** So often is an update tried that fails while the database is well. */
const mostTries = 3;

async function receive(
  options: InboundOptions,
  recent: RecentChats,
  bot: BotName,
  channel: ChannelName,
  inbound: Inbound,
): Promise<void> {
  const { database, defaultLocale } = options;
  const key = `${bot}/${channel}/${inbound.address}`;
  const firstLocale = inbound.chosenLocale ?? defaultLocale;
  const catalogue = await options.catalogue();
  const now = options.clock();
  let known = recent.get(key, now);
  for (let tries = 0; ; known = undefined) {
    const chat = known?.row ?? (await readChat(database, { bot, channel, address: inbound.address }, firstLocale));
    const facts = factsFor(chat, catalogue, localTime(now, options.timeZone));
    const received = { bot, channel, inbound, chat, facts, now };
    const pressed = pressure(limitsOf(options).updates, countOf(chat), now);
    if (known && pressed !== 'fine') continue;
    if (pressed === 'silent') return;
    let saved: Saved;
    try {
      const turn =
        pressed === 'told'
          ? slowDown(chat)
          : tries < mostTries
            ? answer(options, received)
            : apologise(options, received);
      // A remembered row is good enough to go on asking by; what is done is decided by what holds now.
      if (known && turn.command) continue;
      if (turn.command) {
        saved = await runCommand(options, received, turn, turn.command);
        recent.drop(key);
      } else {
        const step = stepToSave(options, received, turn);
        saved = await saveStep(database.pool, step);
        if (saved === 'applied') recent.keep(key, { row: rowAfter(chat, step), readAt: known?.readAt ?? now });
      }
    } catch (error) {
      // What is wrong with the update itself would come back with it for ever, and hold up all that come behind it.
      if (isOutage(error) || tries === mostTries) throw error;
      tries += 1;
      if (tries === mostTries) options.onReset(error);
      continue;
    }
    if (saved === 'stale') continue;
    if (saved === 'applied') options.wake(chat.id, bot);
    return;
  }
}

interface Received {
  readonly bot: BotName;
  readonly channel: ChannelName;
  readonly inbound: Inbound;
  readonly chat: ChatRow;
  readonly facts: Facts;
  readonly now: Date;
}

function answer(options: InboundOptions, { bot, inbound, chat, facts }: Received): Turn {
  return decide(options, options.scripts[bot], readState(chat.state), eventOf(inbound, facts), facts);
}

/** Said once; what was left half made is still there when the chat is heard again. */
const slowDown = ({ state }: ChatRow): Turn => ({
  state: readState(state),
  replies: [{ text: text('chat.slow_down') }],
  replaces: false,
});

/** The update counts as seen; its command is dropped. */
const apologise = (options: InboundOptions, { bot, chat, facts }: Received): Turn =>
  restart(options.scripts[bot], readState(chat.state), facts);

const limitsOf = ({ limits = defaultLimits }: InboundOptions): Limits => limits;

const countOf = (chat: ChatRow) => ({ since: chat.recent_since, updates: chat.recent_updates });

/** The command and the step that asked for it share one transaction: both are kept, or neither. */
async function runCommand(options: InboundOptions, received: Received, turn: Turn, command: Command): Promise<Saved> {
  const { bot, channel, inbound, chat, facts } = received;
  const who: Who = whoFor(chat, bot, facts.locale);
  const { content } = inbound;
  const file = 'fileId' in content ? await options.fetchFile(bot, channel, content.fileId) : undefined;
  try {
    return await options.runWork(
      async (work) => {
        // First the mark and the state, so that a duplicate changes nothing; the answers follow when they are known.
        if (!(await saveStepIn(work.tx, { ...stepToSave(options, received, turn), rows: [] }))) return 'stale';
        const outcome = await execute(work, who, command);
        const locale = outcome.type === 'set-locale' ? outcome.result.locale : facts.locale;
        const done = conclude(options.scripts[bot], turn, outcome, { ...facts, locale });
        const rows = outboxRows(channel, inbound, done);
        await saveConclusion(work.tx, { chatId: chat.id, state: done.state, rows, now: work.now });
        return 'applied';
      },
      { catalogue: facts.catalogue, ...(file && { file }) },
    );
  } catch (error) {
    if (error instanceof AlreadySeen) return 'duplicate';
    throw error;
  }
}

function stepToSave(options: InboundOptions, received: Received, turn: Turn): StepToSave {
  const { bot, channel, inbound, chat, now } = received;
  return {
    chatId: chat.id,
    version: chat.version,
    source: `${bot}/${channel}`,
    updateId: inbound.updateId,
    state: turn.state,
    rows: outboxRows(channel, inbound, turn),
    now,
    recent: counted(limitsOf(options).updates, countOf(chat), now),
  };
}

/** The row as `step` has left it. */
const rowAfter = (chat: ChatRow, { version, state, recent }: StepToSave): ChatRow => ({
  ...chat,
  version: version + 1,
  state,
  recent_since: recent.since,
  recent_updates: recent.updates,
});

/** A state that a dialogue can't read any more must not lock the person out. */
function decide({ onReset }: InboundOptions, script: Script, state: ChatState, event: Event, facts: Facts): Turn {
  try {
    return converse(script, state, event, facts);
  } catch (error) {
    onReset(error);
    return restart(script, state, facts);
  }
}

function restart(script: Script, { asked }: ChatState, facts: Facts): Turn {
  const turn = converse(script, { ...freshChat, asked }, { kind: 'tap', data: '/menu' }, facts);
  return { ...turn, replies: [{ text: text('chat.restart') }, ...turn.replies] };
}

function eventOf({ content }: Inbound, facts: Facts): Event {
  if (content.kind === 'tap') return { kind: 'tap', data: cleanText(content.data).slice(0, 100) };
  if (content.kind === 'file') return { ...content, name: cleanText(content.name).slice(0, 200) };
  if (content.kind !== 'text') return content;
  const cleaned = cleanText(content.text);
  if (cleaned === '') return { kind: 'other' };
  if ([...cleaned].length > mostCharacters) return { kind: 'too_long' };
  // A command says what it wants; reading it as a sentence would take longer than all the rest.
  const understood = cleaned.startsWith('/') ? nothingUnderstood : understand(cleaned, facts);
  return { kind: 'text', text: cleaned, understood };
}

const nothingUnderstood = { urgent: false, wantsTalk: false, places: [], ambiguousPlace: false };

/** Written by this product; an empty or foreign column is a fresh chat. */
function readState(stored: unknown): ChatState {
  return typeof stored === 'object' && stored !== null && 'asked' in stored && typeof stored.asked === 'number'
    ? { ...stored, asked: stored.asked }
    : freshChat;
}
