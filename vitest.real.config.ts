import { defineConfig } from 'vitest/config';

/** The suites that need a real server, which is brought up and taken down around them. */
export default defineConfig({
  test: {
    include: ['test/real/**/*.test.ts'],
    globalSetup: ['test/real/odoo.setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 600_000,
    fileParallelism: false,
  },
});
