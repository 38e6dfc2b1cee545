import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/real/**', 'node_modules/**'],
    // All of a small machine: most tests wait for a disk, a process or a browser.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // For a busy machine: what has come is not waited for.
    expect: { poll: { timeout: 10_000 } },
  },
});
