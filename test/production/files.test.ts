// What the container and the unit are made of: nothing at run time that "npm ci --omit=dev" leaves out, and one command.

import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { configKeys } from '../../src/config.ts';
import { root, startCommand } from './product-process.ts';

const read = (name: string) => readFile(`${root}/${name}`, 'utf8');

test('every package the product imports is a dependency, not one of development', async () => {
  const { dependencies } = JSON.parse(await read('package.json'));
  const imported = new Set<string>();
  for (const file of await readdir(`${root}/src`, { recursive: true })) {
    if (!file.endsWith('.ts') || file.includes('generated')) continue;
    for (const [, from, called, bare] of (await read(`src/${file}`)).matchAll(
      /^(?:import|export|\}).* from '([^']+)'|import\('([^']+)'\)|^import '([^']+)'/gm,
    )) {
      const name = from ?? called ?? bare ?? '';
      const [, own] = /^(@[^/]+\/[^/]+|[^./][^/]*)/.exec(name) ?? [];
      if (own && !name.startsWith('node:') && !builtinModules.includes(own)) imported.add(own);
    }
  }
  expect([...imported]).toContain('prom-client');
  expect([...imported].filter((name) => !(name in dependencies))).toEqual([]);
});

test('container, unit and npm start run the same command, without a shell or npm in between', async () => {
  const dockerfile = await read('Dockerfile');
  expect(JSON.parse(/^CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? '[]')).toEqual(['node', ...startCommand]);
  expect(await read('fengdian.service')).toContain(`\nExecStart=/usr/bin/node ${startCommand.join(' ')}\n`);
  expect(JSON.parse(await read('package.json')).scripts.start).toBe(`node ${startCommand.join(' ')}`);
});

test('the command line beside the unit is given the settings and the folder of the unit', async () => {
  const unit = await read('fengdian.service');
  const [, folder, settings] =
    /env DATA_DIR=(\S+) node --env-file=(\S+) --import tsx src\/cli\.ts/.exec(await read('README.md')) ?? [];
  expect(unit).toContain(`DATA_DIR=${folder}\n`);
  expect(unit).toContain(`\nEnvironmentFile=${settings}\n`);
});

test('the image does not run as root, and takes in only what is named', async () => {
  const dockerfile = await read('Dockerfile');
  expect(dockerfile).toMatch(/^USER node$/m);
  const ignored = (await read('.dockerignore')).split('\n');
  expect(ignored[1]).toBe('*');
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) => names.split(' '));
  for (const name of copied) expect(ignored).toContain(`!${name}`);
});

test('compose sets only variables that the product knows, and a Redis that loses no jobs', async () => {
  const compose = await read('compose.yaml');
  const [, block = ''] = /^x-environment: &environment\n((?: {2}.*\n)+)/m.exec(compose) ?? [];
  const keys = [...block.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, key]) => key);
  expect(keys).toContain('REDIS_URL');
  for (const key of keys) expect(configKeys).toContain(key);
  expect(compose).toContain('command: [redis-server, --appendonly, "yes", --maxmemory-policy, noeviction]');
  expect(compose).toContain('sh /backup.sh /backups 14');
});

test('systemd understands the unit, where there is one', async ({ skip }) => {
  const verify = promisify(execFile)('systemd-analyze', ['verify', `${root}/fengdian.service`]);
  const outcome = await verify.then(
    ({ stderr }) => stderr,
    (error: { code: unknown; stderr: string }) => (error.code === 'ENOENT' ? undefined : error.stderr),
  );
  if (outcome === undefined) return skip('no systemd here');
  expect(
    outcome
      .split('\n')
      .filter((line) => line.includes('fengdian.service') && !/not executable|No such file/.test(line)),
  ).toEqual([]);
});
