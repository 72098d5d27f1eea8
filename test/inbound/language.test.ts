// The language of a first greeting: what was chosen on a page, or else the installation's own.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChannelName } from '../../src/channels/channel.ts';
import { publicScript } from '../../src/conversation/public-script.ts';
import { staffScript } from '../../src/conversation/staff-script.ts';
import type { Locale } from '../../src/domain/locale.ts';
import { createInbound } from '../../src/inbound/inbound.ts';
import { createTestDatabase, type TestDatabase } from '../database.ts';
import { catalogue } from '../fakes/catalogue.ts';
import { createStation, timeZone } from '../fakes/station.ts';

let scratch: TestDatabase;
let station: Awaited<ReturnType<typeof createStation>>;
beforeAll(async () => {
  scratch = await createTestDatabase();
  station = await createStation(scratch.database);
});
afterAll(() => scratch.drop());

const cases: [ChannelName, Locale | undefined, Locale][] = [
  ['web', 'en', 'en'],
  ['web', undefined, 'zh-CN'],
  ['telegram', undefined, 'zh-CN'],
];
test.each(cases)(
  'a first message by %s, where %s was chosen, is answered in %s',
  async (channel, chosenLocale, locale) => {
    const { database } = scratch;
    const address = `${channel} ${chosenLocale}`;
    const { handler } = createInbound({
      database,
      runWork: station.runWork,
      catalogue: async () => catalogue,
      scripts: { public: publicScript, staff: staffScript },
      clock: station.clock,
      timeZone,
      defaultLocale: 'zh-CN',
      wake: () => {},
      fetchFile: async () => undefined,
      onReset: () => {},
    });
    const content = { kind: 'text', text: '/start' } as const;
    await handler('public', channel)({ updateId: address, address, content, ...(chosenLocale && { chosenLocale }) });
    const chat = await database.prisma.chat.findFirstOrThrow({ where: { address } });
    expect(chat.locale).toBe(locale);
  },
);
