// What the benchmarks print: one row per figure, with what it is held against and the goal. Checks nothing.

export interface Row {
  readonly what: string;
  readonly ours: string;
  /** What it is held against, measured in the same run. */
  readonly base?: string;
  readonly ratio?: number;
  readonly goal?: string;
}

const headings = ['', 'ours', 'held against', 'ratio', 'goal'];

/** A table in Markdown, its columns in line. */
export function table(rows: readonly Row[]): string {
  const cells = [
    headings,
    ...rows.map(({ what, ours, base = '', ratio, goal = '' }) => [what, ours, base, ratio?.toFixed(2) ?? '', goal]),
  ];
  const widths = headings.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  return [lines[0], `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...lines.slice(1)].join('\n');
}

export const perSecond = (count: number): string => `${count.toFixed(count < 100 ? 1 : 0)}/s`;
export const milliseconds = (ms: number): string => `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;
export const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MB`;
