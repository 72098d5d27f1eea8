import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { maxFileBytes, maxLines, readTable } from '../../../src/services/import/read-table.ts';
import { sheet, xlsx } from '../../fakes/xlsx.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fengdian-table-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string | Buffer, name = 'table.csv') {
  const path = join(folder, name);
  await writeFile(path, content);
  return readTable(path);
}

/** One cell in the corner of the largest sheet that Excel knows. */
const withCellAt = (at: string): Buffer =>
  sheet(`<row r="1048576"><c r="${at}" t="inlineStr"><is><t>x</t></is></c></row>`);

/** The list at the archive's end says that it is longer than it is. */
function withoutList(archive: Buffer): Buffer {
  archive.writeUInt16LE(99, archive.length - 12);
  return archive;
}

const people = '姓名,片区\r\n马·山,小峡\r\n';
const table = [
  { number: 1, cells: ['姓名', '片区'] },
  { number: 2, cells: ['马·山', '小峡'] },
];

describe('a table', () => {
  test.each([
    ['UTF-8', Buffer.from(people)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${people}`)],
    [
      'UTF-16LE with tabs, as Excel saves Unicode text',
      Buffer.from(`\ufeff${people.replaceAll(',', '\t')}`, 'utf16le'),
    ],
    ['UTF-16BE', Buffer.from(`\ufeff${people}`, 'utf16le').swap16()],
    ['GBK, as a Chinese Excel saves .csv', Buffer.from('d0d5c3fb2cc6acc7f80d0ac2eda1a4c9bd2cd0a1cfbf0d0a', 'hex')],
    ['semicolons', Buffer.from(people.replaceAll(',', ';'))],
  ])('is read from .csv in %s', async (_, bytes) => {
    expect(await read(bytes)).toEqual({ ok: true, table });
  });

  test('keeps the line numbers Excel shows, past empty lines and line breaks in a cell', async () => {
    const csv = '\n"name","note"\n\nAnna,"two\nlines"\nBen;x, "y" z\n\n\n';
    expect(await read(csv)).toEqual({
      ok: true,
      table: [
        { number: 2, cells: ['name', 'note'] },
        { number: 4, cells: ['Anna', 'two lines'] },
        { number: 5, cells: ['Ben;x', '"y" z'] },
      ],
    });
  });

  test('is read from .xlsx: numbers, dates, yes and no, empty lines, invisible characters', async () => {
    const bytes = xlsx([
      [],
      ['\u200b姓名 ', 13900000001],
      [],
      [new Date('2026-03-01'), true, 36.5],
      [''],
      [undefined, ' '],
      // As Excel writes what can't stand in XML; PostgreSQL takes neither.
      ['坏_x0000__xD83D_的'],
    ]);
    expect(await read(bytes, 'table.xlsx')).toEqual({
      ok: true,
      table: [
        { number: 2, cells: ['姓名', '13900000001', ''] },
        { number: 4, cells: ['2026-03-01', 'true', '36.5'] },
        { number: 7, cells: ['坏的', '', ''] },
      ],
    });
  });

  const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
  test.each([
    ['table.txt', Buffer.from(people), 'wrong_extension'],
    ['table.xls', compound, 'old_excel'],
    ['renamed.xlsx', compound, 'old_excel'],
    ['secret.xlsx', Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')]), 'password'],
    ['broken.xlsx', xlsx([['姓名']]).subarray(0, 500), 'broken'],
    ['text.xlsx', Buffer.from(people), 'broken'],
    ['empty.csv', Buffer.from('\r\n ,,\r\n'), 'empty'],
    ['empty.xlsx', xlsx([]), 'empty'],
    ['nothing.xlsx', Buffer.alloc(0), 'empty'],
    ['nothing.csv', Buffer.alloc(0), 'empty'],
    ['binary.csv', Buffer.from([0, 1, 2, 0xff, 0xfe, 0]), 'unknown_encoding'],
    ['long.csv', Buffer.from('x\n'.repeat(maxLines + 1)), 'too_many_lines'],
    ['endless.csv', Buffer.from('x\n'.repeat(5_000_000)), 'too_many_lines'],
    ['cut-off.xlsx', withoutList(xlsx([['姓名']])), 'broken'],
    // Two kilobytes, and a sheet of seventeen thousand million cells once it is read.
    ['far.xlsx', withCellAt('XFD1048576'), 'too_large'],
  ])('is not made of %s', async (name, bytes, fault) => {
    expect(await read(bytes, name)).toEqual({ ok: false, fault });
  });

  test('is not made of a file over 10 MB, of a folder or of nothing', async () => {
    const large = join(folder, 'large.csv');
    await writeFile(large, people);
    await truncate(large, maxFileBytes + 1);
    expect(await readTable(large)).toEqual({ ok: false, fault: 'too_large' });
    expect(await readTable(join(folder, 'none.csv'))).toEqual({ ok: false, fault: 'not_found' });
  });
});
