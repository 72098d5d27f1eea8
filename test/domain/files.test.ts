import { describe, expect, test } from 'vitest';
import { fileName, fileType } from '../../src/domain/files.ts';
import { listZip } from '../../src/domain/zip.ts';
import { xlsx, zip } from '../fakes/xlsx.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const office = (name: string): Buffer => zip({ '[Content_Types].xml': '<Types/>', [name]: '<x/>' });
const compound = (stream: string): Buffer =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(stream, 'utf16le')]);

describe('what a file is', () => {
  test.each([
    ['jpg', bytes('\xff\xd8\xff\xe0 and more')],
    ['png', bytes('\x89PNG\r\n\x1a\n and more')],
    ['webp', bytes('RIFF\x01\x02\x03\x04WEBPVP8 ')],
    ['pdf', bytes('%PDF-1.7\n')],
    ['xlsx', xlsx([['地区', '件数']])],
    ['pptx', office('ppt/presentation.xml')],
    ['docx', office('word/document.xml')],
    ['ppt', compound('PowerPoint Document')],
    ['text', Buffer.from('地区,件数\r\n')],
    ['text', Buffer.from('\ufeff地区\t件数', 'utf16le')],
    ['text', Buffer.from('b5d8c7f82cbcfecafd', 'hex')],
  ])('%s is told by its bytes', (type, content) => {
    expect(fileType(content)).toBe(type);
  });

  test.each([
    ['a page', Buffer.from('\n<!doctype html><script>alert(1)</script>')],
    ['a drawing with a script', Buffer.from('<svg onload=alert(1)>')],
    ['a program', bytes('MZ\x90\x00\x03')],
    ['an old workbook', compound('Workbook')],
    ['some other archive', office('evil.exe')],
    ['half an archive', xlsx([['地区']]).subarray(0, 700)],
    ['an archive with a slide deck inside', zip({ 'a/ppt/presentation.xml': 'x' })],
  ])('%s is none of them', (_, content) => {
    expect(fileType(content)).toBeUndefined();
  });

  test('an archive tells what it holds and how large that is, and a lie about the list is no list', () => {
    const archive = zip({ 'a.txt': 'hello', 'b/c.txt': '' });
    expect(listZip(archive)).toEqual([
      { name: 'a.txt', size: 5 },
      { name: 'b/c.txt', size: 0 },
    ]);
    const lying = Buffer.from(archive);
    lying.writeUInt32LE(0xffff_fff0, archive.length - 6);
    expect(listZip(lying)).toEqual([]);
    expect(listZip(new Uint8Array())).toEqual([]);
  });
});

describe('the name of a file', () => {
  test.each([
    ['防诈骗.pptx', '防诈骗.pptx'],
    ['../../etc/passwd', 'passwd.pptx'],
    ['C:\\folder\\课件 (终稿).ppt', '课件 (终稿).pptx'],
    ['\u202egnp.exe\u0000', 'gnp.pptx'],
    ['<img src=x>.pptx', '_img src=x_.pptx'],
    ['', 'file.pptx'],
    ['....', 'file.pptx'],
    ['字'.repeat(300), `${'字'.repeat(60)}.pptx`],
  ])('%j is kept as %j', (name, kept) => {
    expect(fileName(name, 'pptx')).toBe(kept);
  });
});
