import { defineConfig } from 'vitest/config';

/** Pictures of every screen in every state, into out/screens, and those of the sample shop, into docs/screens. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.shots.ts'],
    testTimeout: 120_000,
    hookTimeout: 240_000,
    fileParallelism: false,
  },
});
