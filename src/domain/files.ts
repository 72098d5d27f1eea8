// Files that people send: what they are by their bytes, whatever their name says, and a name that can be shown and
// saved. Both are from outside.

import { listZip } from './zip.ts';

export const mostFileBytes = 10 * 1024 * 1024;
export const mostPhotoBytes = 5 * 1024 * 1024;

export const imageTypes = ['jpg', 'png', 'webp'] as const;
/** `text` is .csv, or anything else without control characters. */
export type FileType = (typeof imageTypes)[number] | 'pdf' | 'pptx' | 'ppt' | 'docx' | 'xlsx' | 'text';

export const mimeOf: Readonly<Record<FileType, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  pdf: 'application/pdf',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  ppt: 'application/vnd.ms-powerpoint',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  text: 'text/plain',
};

export const isImage = (type: FileType | undefined): type is (typeof imageTypes)[number] =>
  imageTypes.some((image) => image === type);

export function fileType(bytes: Uint8Array): FileType | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 12));
  if (head.startsWith('\xff\xd8\xff')) return 'jpg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('RIFF') && head.slice(8) === 'WEBP') return 'webp';
  if (head.startsWith('%PDF-')) return 'pdf';
  if (head.startsWith('PK')) return officeType(bytes);
  // The old compound files tell what they are by a name in two-byte letters.
  if (head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'))
    return holds(bytes, 'PowerPoint Document') ? 'ppt' : undefined;
  return isText(bytes) ? 'text' : undefined;
}

function officeType(bytes: Uint8Array): FileType | undefined {
  const names = new Set(listZip(bytes).map(({ name }) => name));
  if (names.has('xl/workbook.xml')) return 'xlsx';
  if (names.has('ppt/presentation.xml')) return 'pptx';
  return names.has('word/document.xml') ? 'docx' : undefined;
}

function holds(bytes: Uint8Array, word: string): boolean {
  const wanted = [...word].flatMap((letter) => [letter.charCodeAt(0), 0]);
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1))
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return true;
  return false;
}

/** Not markup. In UTF-16 every other byte may be anything; it tells itself by its first two. */
function isText(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const head = bytes.subarray(0, 4096);
  if (
    String.fromCharCode(...head)
      .trimStart()
      .startsWith('<')
  )
    return false;
  return !head.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d);
}

/** The name without folders and without characters that nobody sees, with the ending of what the file is. */
export function fileName(name: string, type: FileType): string {
  const own = name.split(/[/\\]/).at(-1) ?? '';
  const [stem = ''] = own.replace(unseen, '').split(/\.[a-z0-9]{1,5}$/i);
  const kept = [...stem.replace(/[<>:"|?*]/g, '_').trim()].slice(0, 60).join('');
  return `${/[\p{L}\p{N}]/u.test(kept) ? kept : 'file'}.${type === 'text' ? 'csv' : type}`;
}

const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
