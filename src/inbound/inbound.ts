// From a channel's Inbound to a committed step: reads the chat, lets the dialogue decide, keeps what it decided
// exactly once, and rejects where nothing was kept. Knows no chat service and no dialogue's inside.

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
import type { Catalogue } from '../domain/menu.ts';
import { text } from '../domain/message.ts';
import { execute } from '../services/commands.ts';
import type { RunWork, Who } from '../services/work.ts';
import { type ChatRow, readChat } from '../store/chats.ts';
import type { Database } from '../store/database.ts';
import { type Saved, type StepToSave, saveStep, saveStepIn } from '../store/save-step.ts';
import { understand } from '../understanding/understand.ts';
import { factsFor, whoFor } from './facts.ts';
import { createLanes } from './lanes.ts';
import { outboxRows } from './outbox-rows.ts';
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
  /** A photo's bytes; undefined where it can't be had. */
  readonly fetchPhoto: (
    bot: BotName,
    channel: ChannelName,
    fileId: string,
  ) => Promise<{ bytes: Uint8Array; mime: string } | undefined>;
  /** A dialogue failed on a state that an older release left behind: it began anew. */
  readonly onReset: (error: unknown) => void;
}

export interface InboundPort {
  handler(bot: BotName, channel: ChannelName): InboundHandler;
  /** Waits for the updates under way. */
  idle(): Promise<void>;
}

export function createInbound(options: InboundOptions): InboundPort {
  const lanes = createLanes();
  return {
    handler: (bot, channel) => (inbound) =>
      lanes.run(`${bot}/${channel}/${inbound.address}`, () => receive(options, bot, channel, inbound)),
    idle: () => lanes.idle(),
  };
}

async function receive(options: InboundOptions, bot: BotName, channel: ChannelName, inbound: Inbound): Promise<void> {
  const { database, defaultLocale } = options;
  const catalogue = await options.catalogue();
  for (;;) {
    const chat = await readChat(database, { bot, channel, address: inbound.address }, defaultLocale);
    const facts = factsFor(chat, catalogue, localTime(options.clock(), options.timeZone));
    const event = eventOf(inbound, facts);
    const turn = decide(options, options.scripts[bot], readState(chat.state), event, facts);
    const saved = turn.command
      ? await runCommand(options, { bot, channel, inbound, chat, facts, turn })
      : await saveStep(database.pool, stepToSave(options, { bot, channel, inbound, chat, turn }));
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
  readonly turn: Turn;
}

/** The command and the step that asked for it share one transaction: both are kept, or neither. */
async function runCommand(options: InboundOptions, received: Received & { readonly facts: Facts }): Promise<Saved> {
  const { bot, channel, inbound, chat, turn, facts } = received;
  const { command } = turn;
  if (!command) throw new Error('a step without a command needs no work');
  const who: Who = whoFor(chat, bot, facts.locale);
  const { content } = inbound;
  const photo = content.kind === 'photo' ? await options.fetchPhoto(bot, channel, content.fileId) : undefined;
  return options.runWork(
    async (work) => {
      // First the mark and the state, so that a duplicate changes nothing; the answers follow when they are known.
      const saved = await saveStepIn(work.tx, { ...stepToSave(options, received), rows: [] });
      if (saved !== 'applied') return saved;
      const outcome = await execute(work, who, command);
      const locale = outcome.type === 'set-locale' ? outcome.result.locale : facts.locale;
      const done = conclude(options.scripts[bot], turn, outcome, { ...facts, locale });
      await work.tx.chat.update({ where: { id: chat.id }, data: { state: JSON.parse(JSON.stringify(done.state)) } });
      await work.tx.outbox.createMany({
        data: outboxRows(channel, inbound, done).map(({ kind, message, edits_message_id }) => ({
          chatId: chat.id,
          kind,
          message: JSON.parse(JSON.stringify(message)),
          editsMessageId: edits_message_id ?? null,
          dueAt: work.now,
          sentAt: kind === 'said' ? work.now : null,
        })),
      });
      return saved;
    },
    photo ? { photo } : {},
  );
}

function stepToSave(options: InboundOptions, { bot, channel, inbound, chat, turn }: Received): StepToSave {
  return {
    chatId: chat.id,
    version: chat.version,
    source: `${bot}/${channel}`,
    updateId: inbound.updateId,
    state: turn.state,
    rows: outboxRows(channel, inbound, turn),
    now: options.clock(),
  };
}

/** A state that a dialogue can't read any more must not lock the person out. */
function decide({ onReset }: InboundOptions, script: Script, state: ChatState, event: Event, facts: Facts): Turn {
  try {
    return converse(script, state, event, facts);
  } catch (error) {
    onReset(error);
    const turn = converse(script, { ...freshChat, asked: state.asked }, { kind: 'tap', data: '/menu' }, facts);
    return { ...turn, replies: [{ text: text('chat.restart') }, ...turn.replies] };
  }
}

function eventOf({ content }: Inbound, facts: Facts): Event {
  if (content.kind === 'tap') return { kind: 'tap', data: cleanText(content.data).slice(0, 100) };
  if (content.kind !== 'text') return content;
  const cleaned = cleanText(content.text);
  if (cleaned === '') return { kind: 'other' };
  if ([...cleaned].length > mostCharacters) return { kind: 'too_long' };
  return { kind: 'text', text: cleaned, understood: understand(cleaned, facts) };
}

/** Written by this product; an empty or foreign column is a fresh chat. */
function readState(stored: unknown): ChatState {
  return typeof stored === 'object' && stored !== null && 'asked' in stored && typeof stored.asked === 'number'
    ? { ...stored, asked: stored.asked }
    : freshChat;
}
