// A process that takes one tap, commits what it means, and is killed before it queues anything.

import { publicScript } from '../../src/conversation/public-script.ts';
import { staffScript } from '../../src/conversation/staff-script.ts';
import { createInbound } from '../../src/inbound/inbound.ts';
import { createRunWork } from '../../src/services/work.ts';
import { createCatalogue } from '../../src/store/catalogue.ts';
import { createDatabase } from '../../src/store/database.ts';
import { awakeTiming } from '../fakes/awake-timing.ts';

const [url = '', address = '', data = ''] = process.argv.slice(2);
const database = await createDatabase({ url, poolSize: 2 });
const clock = () => new Date();
const timeZone = 'Asia/Shanghai';
const die = () => process.kill(process.pid, 'SIGKILL');
const inbound = createInbound({
  database,
  runWork: createRunWork(
    database,
    { wake: die, match: die, plan: die },
    { timeZone, timing: awakeTiming, baseUrl: () => 'https://talks.example', travelKmh: 40, roadFactor: 1.3, clock },
  ),
  catalogue: createCatalogue(database, clock),
  scripts: { public: publicScript, staff: staffScript },
  clock,
  timeZone,
  defaultLocale: 'zh-CN',
  wake: die,
  fetchFile: async () => undefined,
  onReset: () => process.exit(3),
});
await inbound.handler(
  'public',
  'telegram',
)({
  updateId: 'the-last',
  address,
  content: { kind: 'tap', data, messageId: '1' },
});
process.exit(2);
