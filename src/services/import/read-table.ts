// A file → a table of trimmed texts, with the line numbers Excel shows. Knows .xlsx and .csv with their encodings
// and quirks; knows nothing of what the columns mean.

import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { within } from '../../deadline.ts';
import type { TableFault } from '../../domain/commands-cases.ts';
import { fileType, mostFileBytes } from '../../domain/files.ts';
import { listZip } from '../../domain/zip.ts';

export interface Line {
  /** As Excel shows it: the first line is 1, and empty lines count. */
  readonly number: number;
  readonly cells: readonly string[];
}

/** Lines without any text are left out. */
export type Table = readonly Line[];

export const maxFileBytes = mostFileBytes;
/** A small file may unpack to one that fills the memory. */
const maxUnpackedBytes = 100 * 1024 * 1024;
const maxHeapMb = 192;
/** Within the 20 seconds that a transaction has. */
const maxReadMs = 15_000;
export const maxLines = 5000;

export type TableResult =
  | { readonly ok: true; readonly table: Table }
  | { readonly ok: false; readonly fault: TableFault };

export async function readTable(path: string): Promise<TableResult> {
  const extension = extname(path).toLowerCase();
  if (extension === '.xls') return { ok: false, fault: 'old_excel' };
  if (extension !== '.xlsx' && extension !== '.csv') return { ok: false, fault: 'wrong_extension' };
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return { ok: false, fault: 'not_found' };
  if (found.size > maxFileBytes) return { ok: false, fault: 'too_large' };
  return tableOf(await readFile(path), extension === '.xlsx' ? 'xlsx' : 'csv');
}

/** The same for bytes that came without a name to be trusted. */
export function readTableBytes(given: Uint8Array): Promise<TableResult> {
  const bytes = Buffer.from(given);
  if (fileType(bytes) === 'text') return tableOf(bytes, 'csv');
  const workbook = bytes.length === 0 || bytes.subarray(0, 2).toString('latin1') === 'PK' || isCompound(bytes);
  if (!workbook) return Promise.resolve({ ok: false, fault: 'wrong_extension' });
  return tableOf(bytes, 'xlsx');
}

function tableOf(bytes: Buffer, kind: 'xlsx' | 'csv'): Promise<TableResult> {
  const given = kind === 'xlsx' ? workbookOf(bytes) : textOf(bytes);
  return typeof given === 'string' ? Promise.resolve({ ok: false, fault: given }) : readInThread(given);
}

type Given =
  | { readonly kind: 'xlsx'; readonly bytes: Uint8Array }
  | { readonly kind: 'csv'; readonly text: string; readonly delimiter: string };

/** In a thread, which may take so much memory and time and no more: this one has others waiting. */
function readInThread(given: Given): Promise<TableResult> {
  const thread = new Worker(new URL('./table-thread.mjs', import.meta.url), {
    workerData: { ...given, maxLines },
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
    execArgv: [],
  });
  const read = new Promise<TableResult>((resolve, reject) => {
    thread.once('message', resolve);
    // Stays: what is thrown on the way out must not end the process.
    thread.on('error', reject);
    thread.once('exit', () => reject(new Error('the thread ended')));
  });
  return within(maxReadMs, read, 'reading a table')
    .catch((): TableResult => ({ ok: false, fault: 'too_large' }))
    .finally(() => void thread.terminate());
}

function workbookOf(bytes: Buffer): Given | TableFault {
  if (bytes.length === 0) return 'empty';
  // A password turns the zip into an old compound file that holds one encrypted stream.
  if (isCompound(bytes)) return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'password' : 'old_excel';
  const entries = listZip(bytes);
  if (entries.length === 0) return 'broken';
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
  return unpacked > maxUnpackedBytes ? 'too_large' : { kind: 'xlsx', bytes };
}

const compoundFile = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const isCompound = (bytes: Buffer): boolean => bytes.subarray(0, compoundFile.length).equals(compoundFile);

function textOf(bytes: Buffer): Given | TableFault {
  const text = decode(bytes);
  if (text === undefined || text.includes('\0')) return 'unknown_encoding';
  return text.trim() === '' ? 'empty' : { kind: 'csv', text, delimiter: delimiterOf(text) };
}

/** UTF-16 tells itself by its first two bytes; what is not strictly UTF-8 is what a Chinese Excel writes. */
function decode(bytes: Buffer): string | undefined {
  const bom = bytes.subarray(0, 2).toString('hex');
  const encodings = bom === 'fffe' ? ['utf-16le'] : bom === 'feff' ? ['utf-16be'] : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next one.
    }
  }
  return undefined;
}

/** The one that stands most often in the first line with text, outside quotes. */
function delimiterOf(text: string): string {
  const first = (text.trimStart().split(/\r\n|\n|\r/, 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (delimiter: string): number => first.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}
