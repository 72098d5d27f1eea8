// The door into the dialogues on a real database, without a channel: what somebody does, and what they get to read.

import type { BotName, Content } from '../../src/channels/channel.ts';
import { publicScript } from '../../src/conversation/public-script.ts';
import { staffScript } from '../../src/conversation/staff-script.ts';
import { renderMessage } from '../../src/delivery/render.ts';
import { localTime } from '../../src/domain/calendar.ts';
import { locales } from '../../src/domain/locale.ts';
import { createTranslator } from '../../src/i18n/translator.ts';
import { createInbound } from '../../src/inbound/inbound.ts';
import { createCatalogue } from '../../src/store/catalogue.ts';
import type { Database } from '../../src/store/database.ts';
import { noLimits } from '../fakes/no-limits.ts';
import { createStation, timeZone } from '../fakes/station.ts';
import { storedMessage } from '../fakes/stored-message.ts';

export type Door = Awaited<ReturnType<typeof createDoor>>;

export async function createDoor(database: Database) {
  const station = await createStation(database);
  const { prisma } = database;
  const faults: unknown[] = [];
  const translator = createTranslator({ timeZone, today: () => localTime(station.clock(), timeZone).day });
  let lastUpdate = 0;

  /** Another process on the same database. */
  const newProcess = () =>
    createInbound({
      database,
      runWork: station.runWork,
      catalogue: createCatalogue(database, station.clock),
      scripts: { public: publicScript, staff: staffScript },
      clock: station.clock,
      timeZone,
      defaultLocale: 'zh-CN',
      wake: () => {},
      fetchFile: async () => undefined,
      onReset: (error) => faults.push(error),
      limits: noLimits,
    });
  const inbound = newProcess();
  const chatOf = (bot: BotName, address: string) =>
    prisma.chat.findUniqueOrThrow({ where: { bot_channel_address: { bot, channel: 'telegram', address } } });

  async function send(bot: BotName, address: string, content: Content, updateId = `${++lastUpdate}`): Promise<void> {
    await inbound.handler(bot, 'telegram')({ updateId, address, content });
  }

  /** What the chat was told since the row `after`, in both languages, as a channel gets it. */
  async function told(bot: BotName, address: string, after = 0n) {
    const { id } = await chatOf(bot, address);
    const rows = await prisma.outbox.findMany({ where: { chatId: id, id: { gt: after } }, orderBy: { id: 'asc' } });
    return rows.flatMap((row) =>
      locales.map((locale) => ({
        id: row.id,
        locale,
        ...renderMessage(storedMessage(row), locale, { translator, baseUrl: 'https://talks.example' }),
      })),
    );
  }

  return {
    ...{ station, prisma, faults, send, told, newProcess, chatOf },
    say: (bot: BotName, address: string, text: string) => send(bot, address, { kind: 'text', text }),
    tap: (bot: BotName, address: string, data: string) => send(bot, address, { kind: 'tap', data, messageId: '1' }),
    /** The newest answer in Chinese. */
    async answer(bot: BotName, address: string): Promise<string> {
      return (await told(bot, address)).filter(({ locale }) => locale === 'zh-CN').at(-1)?.text ?? '';
    },
    /** What the newest button with that label would send. */
    async dataOf(bot: BotName, address: string, label: string): Promise<string> {
      const buttons = (await told(bot, address)).toReversed().flatMap((one) => one.buttons.flat());
      return buttons.find((button) => button.label.includes(label))?.data ?? '';
    },
  };
}
