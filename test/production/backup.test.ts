// Backup and restore, as the README says: by backup.sh and pg_restore, on a PostgreSQL of the system's packages.

import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase } from '../../src/store/database.ts';
import { accept, approve, order } from '../flow/life.ts';
import { gatherPeople, startTelegram, type Telegram } from './people.ts';
import { root, startProduct } from './product-process.ts';
import { findPostgres, startSystemPostgres } from './system-postgres.ts';

const programs = await findPostgres();

describe.skipIf(programs === undefined)('a backup', () => {
  const opened: (() => Promise<unknown>)[] = [];
  let server: Awaited<ReturnType<typeof startSystemPostgres>>;
  let telegram: Telegram;
  let folder: string;
  beforeAll(async () => {
    server = await startSystemPostgres(programs ?? '');
    opened.push(server.stop);
    telegram = await startTelegram();
    opened.push(telegram.api.close);
    folder = await mkdtemp(join(tmpdir(), 'fengdian-backups-'));
    // The account of the server has to read the dump.
    await chmod(folder, 0o755);
    opened.push(() => rm(folder, { recursive: true, force: true }));
  }, 60_000);
  afterAll(async () => {
    for (const undo of opened.reverse()) await undo();
  });

  const backUp = (database: string, ...days: string[]) =>
    promisify(execFile)('sh', [`${root}/backup.sh`, folder, ...days], {
      env: { PATH: `${programs}:${process.env['PATH']}`, DATABASE_URL: server.url(database) },
    });

  test('is restored into an empty database, where an order goes on from where it stood', async () => {
    await server.create('first');
    const before = await startProduct({ DATABASE_URL: server.url('first'), ...telegram.env });
    opened.push(before.stop);
    const database = await createDatabase({ url: server.url('first'), poolSize: 2 });
    opened.push(database.close);
    const { resident, coordinator, speaker } = await gatherPeople(database, telegram);
    const number = await order(resident, { when: '下周三下午' });
    await approve(coordinator, number);
    await speaker.sees(`订单 ${number}`);
    expect(await before.stop()).toBe(0);

    const { stdout } = await backUp('first');
    const file = stdout.trim();
    expect((await stat(file)).mode & 0o077).toBe(0);
    await chmod(file, 0o644);
    await server.create('second');
    await server.restore(file, 'second');

    const after = await startProduct({ DATABASE_URL: server.url('second'), ...telegram.env });
    opened.push(after.stop);
    await accept(speaker, number);
    await resident.sees('宣讲已定好');
    const second = await order(resident, { when: '下周四下午' });
    expect(Number(second)).toBeGreaterThan(Number(number));
    expect(await after.stop()).toBe(0);
  }, 300_000);

  test('makes room: dumps past their days go, others stay, and half a dump of a killed run goes', async () => {
    const put = async (name: string, days: number) => {
      const path = join(folder, name);
      await writeFile(path, '');
      const then = new Date(Date.now() - days * 24 * 3600 * 1000);
      await utimes(path, then, then);
    };
    await put('fengdian-20260101T000000Z.dump', 9);
    await put('fengdian-20260108T000000Z.dump', 5);
    await put('fengdian-20260109T000000Z.dump.part', 1);
    await put('notes.txt', 99);
    await server.create('empty');
    await backUp('empty', '7');
    const names = await readdir(folder);
    expect(names).not.toContain('fengdian-20260101T000000Z.dump');
    expect(names).toContain('fengdian-20260108T000000Z.dump');
    expect(names).toContain('notes.txt');
    expect(names.filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('fails loudly, and leaves nothing that looks like a dump', async () => {
    const dumps = async () => (await readdir(folder)).filter((name) => name.endsWith('.dump')).length;
    const there = await dumps();
    await expect(backUp('nowhere')).rejects.toMatchObject({ code: 1 });
    expect(await dumps()).toBe(there);
  });
});
