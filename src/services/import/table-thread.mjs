// The thread in which a table is unpacked: a file of two kilobytes may describe one that fills all memory, and only the
// thread ends over it. Plain JavaScript: tsx does not follow into threads by itself. Knows nothing of meanings.

import { parentPort, workerData } from 'node:worker_threads';
import { parse } from 'csv-parse/sync';
import { InvalidInputError, readSheet } from 'read-excel-file/node';

/** Empty lines may stand between the others, but not without end. */
const mostRows = 50_000;

/** Control characters and halves of characters are what PostgreSQL refuses. */
const unseen = /[\p{Cc}\p{Cs}\u200b-\u200f\u2060\ufeff]/gu;

const { kind, bytes, text, delimiter, maxLines } = workerData;
parentPort.postMessage(await (kind === 'xlsx' ? readWorkbook() : readText()).then(tableOf, faultOf));

function readWorkbook() {
  return readSheet(Buffer.from(bytes));
}

async function readText() {
  return parse(text, { delimiter, relaxColumnCount: true, relaxQuotes: true, skipEmptyLines: false, to: mostRows });
}

function tableOf(rows) {
  const table = [];
  for (const [index, row] of rows.entries()) {
    const cells = row.map(tidy);
    if (cells.some((cell) => cell !== '')) table.push({ number: index + 1, cells });
    if (table.length > maxLines) return { ok: false, fault: 'too_many_lines' };
  }
  if (kind === 'csv' && rows.length >= mostRows) return { ok: false, fault: 'too_many_lines' };
  return table.length === 0 ? { ok: false, fault: 'empty' } : { ok: true, table };
}

/** Whatever the reader stumbles over, the operator's remedy is the same: save the file again. */
function faultOf(error) {
  return { ok: false, fault: error instanceof InvalidInputError && error.code === 'NO_DATA' ? 'empty' : 'broken' };
}

/** A cell as a person would read it: dates by day, no space at the ends, nothing invisible. */
function tidy(cell) {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  return String(cell).replace(/\s+/g, ' ').replace(unseen, '').trim();
}
