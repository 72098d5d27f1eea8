// A mixed-integer programme as plain numbers, and the port to whoever solves it. Knows no talk, no speaker, no solver.

/** Every column is chosen (1) or not (0); the sum of the chosen columns' points is to be the highest. */
export interface Program {
  /** Points of each column: whole numbers, so that a bound can be rounded down. */
  readonly points: Float64Array;
  /** Where each row begins in `columns` and `coefficients`; the last entry is their length. */
  readonly rowStarts: Int32Array;
  readonly columns: Int32Array;
  readonly coefficients: Float64Array;
  readonly atLeast: Float64Array;
  readonly atMost: Float64Array;
  /** A choice that keeps every row, to start from. */
  readonly start?: Float64Array;
}

export type SolutionStatus = 'optimal' | 'time_limit' | 'infeasible';

export interface Solution {
  readonly status: SolutionStatus;
  /** Of `values`; minus infinity where there are none. */
  readonly objective: number;
  /** No choice has more points than this; infinity where nothing was proven. */
  readonly bound: number;
  /** (bound - objective) / objective; 0 where they are the same. */
  readonly gap: number;
  readonly seconds: number;
  /** Absent where no choice was found in time. */
  readonly values?: Float64Array;
}

export interface SolveOptions {
  readonly seconds: number;
  /** Stop as soon as the gap is no larger; 0 unless told. */
  readonly gap?: number;
}

export type Solve = (program: Program, options: SolveOptions) => Promise<Solution>;

/** Finds and proves nothing: a plan made with it is the greedy one. */
export const withoutSolver: Solve = async () => ({
  status: 'time_limit',
  objective: Number.NEGATIVE_INFINITY,
  bound: Number.POSITIVE_INFINITY,
  gap: Number.POSITIVE_INFINITY,
  seconds: 0,
});

export interface RowLimits {
  readonly atLeast?: number;
  readonly atMost?: number;
}

export interface ProgramBuilder {
  readonly size: { readonly columns: number; readonly rows: number };
  /** Of the columns so far. */
  readonly points: readonly number[];
  /** The new column's index. */
  column(points: number): number;
  /** Coefficients are 1 unless given. */
  row(columns: readonly number[], limits: RowLimits, coefficients?: readonly number[]): void;
  build(start?: Float64Array): Program;
}

export function createProgram(): ProgramBuilder {
  const points: number[] = [];
  const rowStarts: number[] = [0];
  const columns: number[] = [];
  const coefficients: number[] = [];
  const atLeast: number[] = [];
  const atMost: number[] = [];
  return {
    points,
    get size() {
      return { columns: points.length, rows: atLeast.length };
    },
    column: (value) => points.push(value) - 1,
    row(members, limits, factors) {
      members.forEach((column, index) => {
        columns.push(column);
        coefficients.push(factors?.[index] ?? 1);
      });
      rowStarts.push(columns.length);
      atLeast.push(limits.atLeast ?? Number.NEGATIVE_INFINITY);
      atMost.push(limits.atMost ?? Number.POSITIVE_INFINITY);
    },
    build: (start) => ({
      points: Float64Array.from(points),
      rowStarts: Int32Array.from(rowStarts),
      columns: Int32Array.from(columns),
      coefficients: Float64Array.from(coefficients),
      atLeast: Float64Array.from(atLeast),
      atMost: Float64Array.from(atMost),
      ...(start && { start }),
    }),
  };
}

export function gapOf(objective: number, bound: number): number {
  const missing = Math.max(0, bound - objective);
  return missing === 0 ? 0 : missing / Math.max(Math.abs(objective), 1);
}
