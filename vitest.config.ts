import { defineConfig } from 'vitest/config';
import { SummaryReporter } from './test/summary-reporter.ts';

// unit: pure code, no database. product: everything on a real PostgreSQL. fault: kills and losses, slow by nature.
const unit = [
  ...['domain', 'matching', 'understanding', 'conversation', 'i18n'].map((area) => `test/${area}/**/*.test.ts`),
  ...['config', 'deadline', 'logger'].map((name) => `test/${name}.test.ts`),
];

const onDatabase = {
  globalSetup: ['test/global-setup.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    reporters: ['default', new SummaryReporter()],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // Pure code is quick; a machine that is lent out to others may not be.
          testTimeout: 30_000,
          include: unit,
        },
      },
      {
        extends: true,
        test: {
          ...onDatabase,
          name: 'product',
          include: ['test/**/*.test.ts'],
          exclude: [...unit, 'test/bench/**', 'test/fault/**'],
        },
      },
      {
        extends: true,
        test: {
          ...onDatabase,
          name: 'fault',
          include: ['test/fault/**/*.test.ts'],
          testTimeout: 120_000,
        },
      },
    ],
  },
});
