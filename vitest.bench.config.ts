import { defineConfig } from 'vitest/config';

/** Benchmarks assert their budgets: one file at a time, so that they do not measure each other. */
export default defineConfig({
  test: {
    include: ['test/bench/**/*.bench.ts'],
    fileParallelism: false,
    maxWorkers: 1,
    reporters: ['verbose'],
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
});
