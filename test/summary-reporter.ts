// The last line of a run, in a form that machines read: `N passed, N failed`.

import type { Reporter, SerializedError, TestModule, TestRunEndReason } from 'vitest/node';

export class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[], reason: TestRunEndReason): void {
    let passed = 0;
    // A fault outside any test is a failure as well: it must not hide behind green tests.
    let failed = errors.length;
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      passed += tests.filter((test) => test.result().state === 'passed').length;
      failed += tests.filter((test) => test.result().state === 'failed').length;
      if (module.state() === 'failed' && tests.every((test) => test.result().state !== 'failed')) failed += 1;
    }
    if (reason === 'failed' && failed === 0) failed = 1;
    const line = `${passed} passed, ${failed} failed`;
    // vitest's own summary prints at the same moment; ours comes after everything.
    process.once('exit', () => process.stdout.write(`\n${line}\n`));
  }
}
