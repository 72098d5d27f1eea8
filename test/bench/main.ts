// npm run bench [-- name …] [-- --full]: measures and prints one table. No names: everything but the soak.

import { cpus } from 'node:os';
import { benchChatPath } from './chat-path.ts';
import { type Ground, openGround } from './ground.ts';
import { benchMatching } from './matching.ts';
import { benchMemory, benchSoak } from './memory.ts';
import { benchOrderToCard } from './order-to-card.ts';
import { benchStart } from './start.ts';
import { benchSteady } from './steady.ts';
import { type Row, table } from './table.ts';
import { benchTwoOfEach } from './two-of-each.ts';

export interface BenchOptions {
  /** As long as the issue asks for, not as long as a look needs. */
  readonly full: boolean;
}

const benchmarks: Readonly<Record<string, (ground: Ground, options: BenchOptions) => Promise<Row[]>>> = {
  chat: benchChatPath,
  orders: benchOrderToCard,
  processes: benchTwoOfEach,
  steady: benchSteady,
  start: benchStart,
  memory: benchMemory,
  soak: benchSoak,
};
/** These need neither PostgreSQL nor Redis. */
const onTheirOwn: Readonly<Record<string, () => Promise<Row[]>>> = { matching: benchMatching };
const all = [...Object.keys(benchmarks), ...Object.keys(onTheirOwn)];
const onlyByName = ['soak'];

const { full, names } = readArguments(process.argv.slice(2));
const unknown = names.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`No benchmark ${unknown.join(', ')}. There are: ${all.join(', ')}.`);
  process.exit(1);
}

const ground = names.some((name) => Object.hasOwn(benchmarks, name)) ? await openGround() : undefined;
// The servers have sessions of their own: Ctrl-C does not reach them.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void Promise.resolve(ground?.close()).then(() => process.exit(1)));
try {
  const rows: Row[] = [];
  for (const name of names) {
    console.error(`${name} …`);
    rows.push(...((await onTheirOwn[name]?.()) ?? []));
    if (ground) rows.push(...((await benchmarks[name]?.(ground, { full })) ?? []));
  }
  console.log(
    `\n${table(rows)}\n\nNode ${process.version}, ${cpus().length} × ${cpus()[0]?.model}; medians of one run.`,
  );
} finally {
  await ground?.close();
}

function readArguments(given: readonly string[]) {
  const named = given.filter((one) => !one.startsWith('-'));
  const usual = all.filter((name) => !onlyByName.includes(name));
  return { full: given.includes('--full'), names: named.length > 0 ? named : usual };
}
