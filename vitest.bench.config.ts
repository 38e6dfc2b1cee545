import { defineConfig } from 'vitest/config';
import { table } from './test/bench/table.ts';

/** Benchmarks assert their budgets: one file at a time, so that they do not measure each other. */
export default defineConfig({
  test: {
    include: ['test/bench/**/*.bench.ts'],
    setupFiles: ['test/bench/collect.ts'],
    fileParallelism: false,
    maxWorkers: 1,
    reporters: ['verbose', table],
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
});
