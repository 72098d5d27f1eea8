// The thread HiGHS blocks: takes one programme at a time, reports each better choice and bound while it works, so that
// whoever has to stop it keeps what was found. Knows nothing of talks.

import type { MessagePort } from 'node:worker_threads';
import type { Highs, InitOptions, Model } from 'highs';
import type { Program, SolutionStatus } from '../matching/program.ts';

export interface Task {
  readonly id: number;
  readonly program: Program;
  readonly seconds: number;
  readonly gap: number;
}

export type Report =
  | { readonly id: number; readonly kind: 'begun' }
  | { readonly id: number; readonly kind: 'better'; readonly objective: number; readonly values: Float64Array }
  | { readonly id: number; readonly kind: 'bound'; readonly bound: number }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string }
  | {
      readonly id: number;
      readonly kind: 'done';
      readonly status: SolutionStatus;
      readonly bound: number;
      readonly objective: number;
      readonly values?: Float64Array;
    };

type Send = (report: Report) => void;

export function serve(port: MessagePort, loadHighs: (options: InitOptions) => Promise<Highs>): void {
  const loading = loadHighs({ print: () => {}, printErr: () => {} });
  const send: Send = (report) => port.postMessage(report);
  port.on('message', (task: Task) => {
    loading
      .then((highs) => {
        send({ id: task.id, kind: 'begun' });
        send(solve(highs, task, send));
      })
      .catch((error: unknown) => send({ id: task.id, kind: 'failed', message: String(error) }));
  });
}

function solve(highs: Highs, { id, program, seconds, gap }: Task, send: Send): Report {
  if (program.points.length === 0)
    return { id, kind: 'done', status: 'optimal', bound: 0, objective: 0, values: new Float64Array() };
  return highs.withModel((model) => {
    load(highs, model, program);
    model.options.set({
      output_flag: false,
      time_limit: seconds,
      mip_rel_gap: gap,
      // Points are whole numbers: less than one apart is the same.
      mip_abs_gap: 0.999,
      random_seed: 0,
      // A plan's relaxation is all but whole numbers already: looking for more to simplify takes as long as solving it.
      presolve: 'off',
      mip_detect_symmetry: false,
    });
    if (program.start) model.setSolution({ colValue: program.start });
    const { mipImprovingSolution, mipLogging } = highs.constants.callbackType;
    model.run({
      [mipImprovingSolution]: ({ data }) => {
        const { mip_solution: values, objective_function_value: objective } = data;
        if (values && objective !== undefined) send({ id, kind: 'better', objective, values: chosen(values) });
      },
      [mipLogging]: ({ data: { mip_dual_bound: bound } }) => {
        if (bound !== undefined) send({ id, kind: 'bound', bound });
      },
    });
    return outcome(highs, model, id);
  });
}

function load(highs: Highs, model: Model, program: Program): void {
  const numCols = program.points.length;
  const numRows = program.atMost.length;
  model.passModel({
    numCols,
    numRows,
    sense: highs.constants.objectiveSense.maximize,
    colCost: program.points,
    colLower: new Float64Array(numCols),
    colUpper: new Float64Array(numCols).fill(1),
    rowLower: program.atLeast,
    rowUpper: program.atMost,
    integrality: new Int32Array(numCols).fill(highs.constants.variableType.integer),
    matrix: {
      format: 'csr',
      numRows,
      numCols,
      starts: program.rowStarts,
      indices: program.columns,
      values: program.coefficients,
    },
  });
}

function outcome({ constants }: Highs, model: Model, id: number): Report {
  const { optimal, infeasible } = constants.modelStatus;
  const reached = model.getModelStatus();
  const status = reached === optimal ? 'optimal' : reached === infeasible ? 'infeasible' : 'time_limit';
  const found = model.info.get('primal_solution_status') === constants.solutionStatus.feasible;
  return {
    id,
    kind: 'done',
    status,
    bound: Number(model.info.get('mip_dual_bound')),
    objective: found ? model.getObjectiveValue() : Number.NEGATIVE_INFINITY,
    ...(found && { values: chosen(model.getSolution().colValue) }),
  };
}

/** HiGHS takes almost 1 for 1. */
const chosen = (values: Float64Array): Float64Array => values.map((value) => (value > 0.5 ? 1 : 0));
