// From the command to the line that says where it is, as a newcomer sees it: nothing configured, the embedded
// PostgreSQL. The first start makes the database and the demo, later ones find them.

import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { median } from './measure.ts';
import { startProduct } from './product.ts';
import type { Row } from './table.ts';

const laterStarts = 5;

export async function benchStart(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'fengdian-start-'));
  await chmod(folder, 0o755);
  const start = async () => {
    const product = await startProduct({ DATA_DIR: folder });
    await product.stop();
    return product.readyAfterMs;
  };
  try {
    const first = await start();
    const later: number[] = [];
    for (let count = 0; count < laterStarts; count += 1) later.push(await start());
    return [
      { what: 'start to ready, the first time', ours: seconds(first), goal: '≤ 8 s' },
      { what: 'start to ready, later', ours: seconds(median(later)), goal: '≤ 4 s' },
    ];
  } finally {
    // A root process puts the data elsewhere and leaves a link.
    const data = await realpath(join(folder, 'postgres'));
    if (!data.startsWith(await realpath(folder))) await rm(dirname(data), { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
