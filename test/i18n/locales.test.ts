import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { locales } from '../../src/domain/locale.ts';
import { texts } from '../../src/i18n/texts.ts';

const root = join(import.meta.dirname, '../..');
const files = ['common', 'resident', 'staff', 'web'];
const read = (locale: string, file: string): Record<string, string> =>
  JSON.parse(readFileSync(join(root, 'locales', locale, `${file}.json`), 'utf8'));

/** Plural forms share one key; English has two forms where Chinese has one. */
const base = (key: string): string => key.replace(/_(one|other)$/, '');
const bases = (record: object): string[] => [...new Set(Object.keys(record).map(base))].sort();
const placeholders = (text: string): string[] => [...new Set(text.match(/\{\{[^}]*\}\}/g))].sort();

describe('locale files', () => {
  test.each(files)('%s.json has the same keys in every language', (file) => {
    expect(bases(read('en', file))).toEqual(bases(read('zh-CN', file)));
  });

  test('every text stands in one file only', () => {
    for (const locale of locales) {
      const keys = files.flatMap((file) => Object.keys(read(locale, file)));
      expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    }
  });

  test('a text has the same placeholders in every language and plural form', () => {
    const differing: string[] = [];
    for (const [key, english] of Object.entries(texts.en)) {
      const chinese = texts['zh-CN'][key] ?? texts['zh-CN'][`${base(key)}_other`] ?? '';
      // "one talk" may leave the number out.
      const ignored = key.endsWith('_one') ? '{{count}}' : undefined;
      const names = (text: string): string[] => placeholders(text).filter((name) => name !== ignored);
      if (names(english).join() !== names(chinese).join()) differing.push(key);
    }
    expect(differing).toEqual([]);
  });

  test('plurals have the forms their language needs', () => {
    const other = (record: object): string[] => Object.keys(record).filter((key) => key.endsWith('_other'));
    expect(other(texts.en)).toEqual(expect.arrayContaining(other(texts['zh-CN'])));
    expect(Object.keys(texts.en)).toEqual(expect.arrayContaining(other(texts.en).map((key) => `${base(key)}_one`)));
    expect(Object.keys(texts['zh-CN']).filter((key) => key.endsWith('_one'))).toEqual([]);
  });

  test('no text is empty, and placeholders are plain names', () => {
    for (const locale of locales) {
      const wrong = Object.entries(texts[locale]).filter(
        ([, text]) => text.trim() === '' || placeholders(text).some((name) => !/^\{\{\w+\}\}$/.test(name)),
      );
      expect(wrong).toEqual([]);
    }
  });

  test('every text is used by the code', () => {
    const sources = readdirSync(join(root, 'src'), {
      recursive: true,
      encoding: 'utf8',
    })
      .filter((path) => path.endsWith('.ts') && !path.includes('generated'))
      .map((path) => readFileSync(join(root, 'src', path), 'utf8'))
      .join('\n');
    // A key is used where it stands in quotes, or where a template begins like it: `rule.${code}`.
    const beginnings = [...sources.matchAll(/`([a-z][\w.]*[._])\$\{/g)].map((match) => match[1] ?? '');
    const quoted = new Set([...sources.matchAll(/'([\w.-]+)(?=')/g)].map((match) => match[1]));
    const unused = bases(texts['zh-CN']).filter(
      (key) => !quoted.has(key) && !beginnings.some((beginning) => key.startsWith(beginning)),
    );
    expect(unused).toEqual([]);
  });
});
