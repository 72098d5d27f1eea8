// This machine: time zone, locale files, room on the disk.

import { readdir, readFile, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../../config.ts';
import { localTime } from '../../domain/calendar.ts';
import { locales } from '../../domain/locale.ts';
import { bad, type Finding, ok, warn } from './finding.ts';

export async function checkMachine({ timeZone, dataDir }: Config, now: Date): Promise<Finding[]> {
  return [checkTime(timeZone, now), ...(await checkLocales()), await checkDisk(dataDir)];
}

function checkTime(zone: string, now: Date): Finding {
  const { day, minutes } = localTime(now, zone);
  const two = (value: number) => String(value).padStart(2, '0');
  const local = `${day} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return ok('doctor.time', { zone, local });
}

const localesFolder = fileURLToPath(new URL('../../../locales', import.meta.url));

/** Every file in every language, with the same keys. A key of a plural may differ in its ending. */
export async function checkLocales(folder = localesFolder): Promise<Finding[]> {
  const [first, ...others] = locales;
  const files = new Set((await Promise.all(locales.map((locale) => namesIn(`${folder}/${locale}`)))).flat());
  const findings: Finding[] = [];
  for (const file of files) {
    const expected = await keysIn(`${folder}/${first}/${file}`);
    for (const locale of others) {
      const found = await keysIn(`${folder}/${locale}/${file}`);
      if (!expected || !found) {
        findings.push(bad('doctor.locale_broken', { file: `locales/${expected ? locale : first}/${file}` }));
        continue;
      }
      const differing = [...new Set([...expected, ...found])].filter((key) => !expected.has(key) || !found.has(key));
      if (differing.length > 0)
        findings.push(bad('doctor.locale_differs', { file, keys: differing.slice(0, 5).join(', ') }));
    }
  }
  if (files.size === 0) return [bad('doctor.locale_broken', { file: 'locales/' })];
  return findings.length > 0 ? findings : [ok('doctor.locales')];
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json'));
}

async function keysIn(file: string): Promise<ReadonlySet<string> | undefined> {
  try {
    const texts: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof texts !== 'object' || texts === null) return undefined;
    return new Set(Object.keys(texts).map((key) => key.replace(/_(one|other)$/, '')));
  } catch {
    return undefined;
  }
}

const mib = 1024 * 1024;

/** The folder may not be there yet: then the one it will lie in. */
async function checkDisk(dataDir: string): Promise<Finding> {
  for (let folder = resolve(dataDir); ; folder = dirname(folder)) {
    const found = await statfs(folder).catch(() => undefined);
    if (found) {
      const free = Math.floor((found.bavail * found.bsize) / mib);
      const params = { folder, free };
      return free < 512
        ? bad('doctor.disk_full', params)
        : free < 2048
          ? warn('doctor.disk_low', params)
          : ok('doctor.disk', params);
    }
    if (folder === dirname(folder)) return warn('doctor.disk_unknown', { folder: dataDir });
  }
}
