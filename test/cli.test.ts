import { createHash } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../src/cli/run.ts';
import { createInvite, redeemInvite } from '../src/services/invites.ts';
import { createDatabase } from '../src/store/database.ts';
import { startEmbeddedPostgres } from '../src/store/embedded-postgres.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

const now = new Date('2026-11-24T03:00:00Z');

async function run(args: string[], env: Record<string, string>) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(args, { env, now, out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fengdian-cli-'));
  // Root hands the embedded database to another account, which has to be able to enter.
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function save(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe('the command line', () => {
  test('shows its commands when asked, in the language of the configuration or of the flag', async () => {
    expect(await run(['--help'], {})).toMatchObject({ code: 0, out: expect.stringContaining('用法'), err: '' });
    expect(await run(['--help'], { DEFAULT_LOCALE: 'en' })).toMatchObject({
      code: 0,
      out: expect.stringContaining('Usage'),
    });
    expect((await run(['invite', '-h', '--locale', 'en'], {})).out).toContain('import speakers FILE');
  });

  test.each([
    [[], ''],
    [['dance'], 'dance'],
    [['import'], 'import'],
    [['import', 'talks', 'x.csv'], 'import talks'],
    [['import', 'areas'], '文件'],
    [['export'], 'export'],
    [['export', 'schools'], '文件'],
    [['export', 'schools', 'schools.csv'], '*.xlsx'],
    [['export', 'schools', 'a.xlsx', 'b.xlsx'], 'b.xlsx'],
    [['import', 'areas', 'a.csv', 'b.csv'], 'b.csv'],
    [['import', 'areas', 'a.csv', '--role', 'speaker'], '--role'],
    [['remove', '--role', 'speaker', '--name', '张三'], 'coordinator, bureau'],
    [['remove', '--role', 'bureau'], '--name'],
    [['invite', '--colour', 'red'], '--colour'],
    [['invite', '--name', '张三'], '--role'],
    [['invite', '--role', 'speaker'], '--name'],
    [['invite', '--role', 'king', '--name', '张三'], 'coordinator, speaker'],
    [['invite', '--role', 'speaker', '--name', '张三', 'now'], 'now'],
    [['--locale', 'fr', '--help'], 'zh-CN, en'],
  ])('%j is no command: it says so, shows the usage and ends with 2', async (args, mentions) => {
    const { code, out, err } = await run(args, {});
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(mentions);
    expect(err).toContain('用法');
  });

  test('reports every bad variable and ends with 1', async () => {
    const { code, err } = await run(['import', 'areas', 'x.csv'], { PORT: 'many', TIME_ZONE: 'Mars/North' });
    expect(code).toBe(1);
    expect(err).toMatch(/PORT[\s\S]*TIME_ZONE/);
  });

  test('every text stands in both languages with the same placeholders', async () => {
    const read = async (locale: string): Promise<Record<string, string>> =>
      JSON.parse(await readFile(join(import.meta.dirname, '../locales', locale, 'cli.json'), 'utf8'));
    const [zh, en] = [await read('zh-CN'), await read('en')];
    const holes = (texts: Record<string, string>) =>
      Object.entries(texts).map(([key, text]) => [key, (text.match(/\{\{\w+\}\}/g) ?? []).sort()]);
    expect(holes(en)).toEqual(holes(zh));
  });
});

describe('the command line on a database of its own', () => {
  let home: TestDatabase;
  let env: Record<string, string>;
  beforeAll(async () => {
    home = await createTestDatabase();
    env = { DATABASE_URL: home.url, DEFAULT_LOCALE: 'en', PUBLIC_URL: 'https://talks.example/' };
  });
  afterAll(() => home?.drop());

  test('wants areas before it invites anybody', async () => {
    const { code, err } = await run(['invite', '--role', 'coordinator', '--name', '罗慧敏'], env);
    expect({ code, err }).toEqual({ code: 1, err: 'There are no areas yet: import them first with import areas.' });
  });

  test('imports areas, then speakers, and lists every fault', async () => {
    const areas = await save('areas.csv', '类型,名称,上级\n区,平安区,\n街道,小峡街道,平安区\n');
    expect(await run(['import', 'areas', areas], env)).toMatchObject({
      code: 0,
      out: 'Imported: 2 added, 0 updated, 0 unchanged.',
    });
    const speakers = await save('speakers.csv', '姓名,类别,片区,主题,备注\n马·哈桑,民警,小峡街道,fraud,x\n');
    expect(await run(['import', 'speakers', speakers], env)).toMatchObject({
      code: 0,
      out: 'Imported: 1 added, 0 updated, 0 unchanged.\nColumns not used: 备注',
    });
    const bad = await save('bad.csv', '姓名,类别,片区,主题,电话\n,民警,小峡街道,fraud,12\n王五,民警,火星,fraud,\n');
    const { code, out, err } = await run(['import', 'speakers', bad, '--locale', 'zh-CN'], env);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err.split('\n')).toEqual([
      '第 2 行，姓名：必须填写',
      '第 2 行，电话「12」：不是有效的电话号码',
      '第 3 行，片区「火星」：找不到这个区域',
      '共 3 处问题，没有导入任何内容。改好后再试一次。',
    ]);
    const cases = await save('cases.csv', '地区,主题,月份,件数\n小峡街道,fraud,2026年10月,12\n');
    expect(await run(['import', 'cases', cases], env)).toMatchObject({
      code: 0,
      out: 'Imported: 1 added, 0 updated, 0 unchanged.',
    });
    const wrong = await save('wrong.csv', '地区,主题,月份,件数\n小峡街道,fraud,十月,12\n');
    expect((await run(['import', 'cases', wrong], env)).err).toContain('should be a month like 2026-10');
    expect(await run(['import', 'areas', 'none.csv'], env)).toMatchObject({
      code: 1,
      err: 'There is no such file: none.csv',
    });
  });

  test('imports schools with links for their contacts, and exports them to a new file', async () => {
    const schools = await save('schools.csv', '学校,区域,类型,联系人\n小峡小学,小峡街道,小学,王老师\n');
    const { code, out } = await run(['import', 'schools', schools], env);
    expect(code).toBe(0);
    expect(out).toMatch(/^Imported: 1 added[\s\S]*王老师, contact of 小峡小学: http\S+\/join\/school\/[0-9A-Z-]{17}\n/);
    expect((await run(['import', 'schools', schools], env)).out).toBe('Imported: 0 added, 0 updated, 1 unchanged.');
    const file = join(folder, 'export.xlsx');
    expect(await run(['export', 'schools', file], env)).toEqual({
      ...{ code: 0, out: `Schools exported: 1, to ${file}`, err: '' },
    });
    expect((await run(['import', 'schools', file], env)).out).toBe('Imported: 0 added, 0 updated, 1 unchanged.');
    expect((await run(['export', 'schools', file], env)).err).toContain('exists already');
    const nowhere = join(folder, 'nowhere', 'export.xlsx');
    expect(await run(['export', 'schools', nowhere], env)).toMatchObject({ code: 1, out: '' });
  });

  test('shows what each reason weighs, sets one, sets it back, and takes no nonsense', async () => {
    const before = await run(['weights'], env);
    expect(before).toMatchObject({ code: 0 });
    expect(before.out).toMatch(/^load\s+16 {2}per talk below/m);
    expect((await run(['weights', 'load', '18.5'], env)).out).toMatch(/^load\s+18\.5 \(16\)/m);
    for (const wrong of ['many', '1e9', 'NaN', ' '])
      expect(await run(['weights', 'load', wrong], env)).toMatchObject({ code: 1 });
    // Of the other sign the reasons on the cards would say the opposite, and a trust below 0 can divide by nothing.
    for (const [code, wrong] of [
      ['distance', '0.5'],
      ['rating_trust', '-1'],
    ] as const)
      expect(await run(['weights', code, wrong], env)).toMatchObject({ code: 1 });
    expect((await run(['weights', 'distance', '1'], env)).err).toContain('from -100000 to 0');
    expect((await run(['weights', 'distance', '-0.8', '--locale', 'en'], env)).out).toMatch(
      /^distance\s+-0\.8 \(-0\.5\)/m,
    );
    expect(await run(['weights', 'distance', 'default'], env)).toMatchObject({ code: 0 });
    expect((await run(['weights', 'luck', '1'], env)).err).toContain('load');
    expect((await run(['weights'], env)).out).toMatch(/18\.5/);
    expect((await run(['weights', 'load', 'default'], env)).out).toBe(before.out);
  });

  test('prints a code and a web link that belong to one invite', async () => {
    const { code, out } = await run(['invite', '--role', 'speaker', '--name', '马哈桑', '--area', '小峡街道'], env);
    expect(code).toBe(0);
    const secret = /Code: (\S+)/.exec(out)?.[1] ?? '';
    expect(out).toContain(`Web: https://talks.example/join/${secret}`);
    expect(out).not.toContain('Telegram');
    const codeHash = createHash('sha256').update(secret.replaceAll('-', '')).digest('hex');
    expect(
      await home.database.prisma.invite.findUnique({ where: { codeHash }, include: { speaker: true } }),
    ).toMatchObject({
      ...{ role: 'speaker', usedAt: null, speaker: { name: '马·哈桑' }, expiresAt: new Date('2026-12-01T03:00:00Z') },
    });
  });

  test('says so when an area is not known, and when a speaker has joined', async () => {
    expect(await run(['invite', '--role', 'coordinator', '--name', '罗', '--area', '火星'], env)).toMatchObject({
      code: 1,
    });
    const person = await home.database.prisma.person.create({ data: {} });
    await home.database.prisma.speaker.updateMany({ where: { name: '马·哈桑' }, data: { personId: person.id } });
    const { code, err } = await run(['invite', '--role', 'speaker', '--name', '马·哈桑'], env);
    expect({ code, err }).toEqual({ code: 1, err: 'The speaker 马·哈桑 has joined already and needs no invite.' });
  });

  test('prints the staff bot’s link, and never the bot’s token', async () => {
    const asked: string[] = [];
    const api = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end(JSON.stringify({ ok: true, result: { id: 7, is_bot: true, username: 'fengdian_staff_bot' } }));
    });
    await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
    const { port } = api.address() as AddressInfo;
    const bot = { ...env, STAFF_BOT_TOKEN: '7:secret-token', TELEGRAM_API_ROOT: `http://127.0.0.1:${port}` };
    const args = ['invite', '--role', 'coordinator', '--name', '罗慧敏'];
    const { out } = await run(args, bot);
    await new Promise((resolve) => api.close(resolve));
    expect(out).toMatch(/Telegram: https:\/\/t\.me\/fengdian_staff_bot\?start=([0-9A-Z]{5}-){2}[0-9A-Z]{5}$/m);
    expect(asked).toEqual(['/bot7:secret-token/getMe']);

    const silent = await run(args, bot);
    expect(silent.code).toBe(0);
    expect(silent.out).toContain('Telegram did not answer');
    expect(silent.out + silent.err).not.toContain('secret-token');
  });

  test('says in one sentence that the database does not answer, without the password', async () => {
    const { code, err } = await run(['import', 'areas', 'x.csv'], {
      DATABASE_URL: 'postgresql://me:hush@127.0.0.1:1/live',
    });
    expect(code).toBe(1);
    expect(err).toContain('127.0.0.1:1');
    expect(err).not.toContain('hush');
  });

  test('removes a coordinator, and warns where nobody is left; an invite brings them back', async () => {
    const { prisma } = home.database;
    const area = await prisma.area.findFirstOrThrow({ where: { name: '平安区' } });
    const person = await prisma.person.create({
      data: { name: '苏明', coordinator: { create: { name: '苏明', areaId: area.id } } },
    });
    const other = await prisma.person.create({ data: { coordinator: { create: { name: '苏明', areaId: area.id } } } });
    const remove = (...more: string[]) => run(['remove', '--role', 'coordinator', '--name', '苏明', ...more], env);
    expect(await remove()).toMatchObject({ code: 1, err: expect.stringContaining('--area') });
    await prisma.coordinator.update({ where: { personId: other.id }, data: { active: false } });
    const unused = await createInvite(prisma, { role: 'coordinator', name: '苏明', now });
    expect(await remove('--area', '小峡街道')).toMatchObject({ code: 1 });
    expect(await remove()).toMatchObject({ code: 0, out: expect.stringContaining('no coordinator now') });
    expect(await prisma.coordinator.findUnique({ where: { personId: person.id } })).toMatchObject({ active: false });
    const redeem = ({ code }: { code: string }) =>
      redeemInvite(prisma, { code, personId: person.id, bot: 'staff', now });
    expect(await redeem(unused)).toMatchObject({ ok: false });
    expect(await redeem(await createInvite(prisma, { role: 'coordinator', name: '苏明', now }))).toMatchObject({
      ok: true,
    });
    expect(await prisma.coordinator.findUnique({ where: { personId: person.id } })).toMatchObject({ active: true });
    expect(await run(['remove', '--role', 'bureau', '--name', '苏明'], env)).toMatchObject({ code: 1 });
  });
});

describe('the command line with the embedded database', () => {
  const env = () => ({ DATA_DIR: join(folder, 'data') });
  const args = ['invite', '--role', 'coordinator', '--name', '罗慧敏', '--area', '小峡街道'];

  test('works on the demo database while the product is stopped and while it runs, and leaves it as it was', async () => {
    const first = await run(args, env());
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining('http://127.0.0.1:3000/join/') });

    const server = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), log: { info() {} } });
    const database = await createDatabase({ url: server.url('demo'), poolSize: 1 });
    try {
      expect(await run(args, env())).toMatchObject({ code: 0 });
      expect(await database.prisma.invite.count()).toBe(2);
      expect(await database.prisma.speaker.count()).toBe(33);
    } finally {
      await database.close();
      await server.stop();
    }
  });
});
