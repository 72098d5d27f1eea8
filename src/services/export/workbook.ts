// Tables → the bytes of an .xlsx workbook. Knows neither schools nor languages.

import writeExcelFile from 'write-excel-file/node';

export interface SheetColumn<Row> {
  readonly header: string;
  /** In characters. */
  readonly width: number;
  /** A LocalDay is written as a date where `day` is set. Undefined leaves the cell empty. */
  value(row: Row): string | number | undefined;
  readonly day?: boolean;
}

export interface WorkbookSheet {
  readonly name: string;
  readonly widths: readonly number[];
  readonly lines: readonly (readonly WorkbookCell[])[];
}

export type WorkbookCell =
  | string
  | number
  | undefined
  | { readonly day: string }
  | { readonly header: string }
  /** A colour behind the words, '#RRGGBB'. */
  | { readonly words: string; readonly colour: string };

/** The header line stays in sight while one scrolls. */
export function tableSheet<Row>(
  name: string,
  columns: readonly SheetColumn<Row>[],
  rows: readonly Row[],
): WorkbookSheet {
  return {
    name,
    widths: columns.map(({ width }) => width),
    lines: [
      columns.map(({ header }) => ({ header })),
      ...rows.map((row) =>
        columns.map(({ value, day }): WorkbookCell => {
          const found = value(row);
          return day && typeof found === 'string' ? { day: found } : found;
        }),
      ),
    ],
  };
}

export async function writeWorkbook(sheets: readonly WorkbookSheet[]): Promise<Uint8Array> {
  return writeExcelFile(
    sheets.map(({ name, widths, lines }) => ({
      sheet: sheetName(name),
      data: lines.map((line) => line.map(toCell)),
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: 1,
      orientation: 'landscape' as const,
    })),
  ).toBuffer();
}

/** Words are always words: nothing that somebody typed becomes a formula. */
function toCell(cell: WorkbookCell) {
  if (cell === undefined || cell === '') return null;
  if (typeof cell === 'number') return { type: Number, value: cell };
  if (typeof cell === 'string') return { type: String, value: printable(cell) };
  if ('day' in cell) return { type: Date, value: new Date(`${cell.day}T00:00:00Z`), format: 'yyyy-mm-dd' };
  if ('header' in cell)
    return { type: String, value: printable(cell.header), fontWeight: 'bold', backgroundColor: '#E8EEF7' } as const;
  return { type: String, value: printable(cell.words), backgroundColor: cell.colour };
}

/** XML has no place for control characters, and Excel none for more than this many. */
const printable = (words: string): string => words.replace(/[^\P{Cc}\n\t]|[\uFFFE\uFFFF]/gu, '').slice(0, 32_000);

/** Excel takes 31 characters, and none of these. */
const sheetName = (name: string): string => name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);
