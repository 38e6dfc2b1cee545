import { defineConfig } from 'vitest/config';

/** Every screen in every state against the rules of accessibility. */
export default defineConfig({
  test: {
    include: ['test/e2e/every-state.accessibility.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
