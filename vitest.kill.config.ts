import { defineConfig } from 'vitest/config';

/** Kills the real process at random moments, against a real server that is brought up and taken down around it. */
export default defineConfig({
  test: {
    include: ['test/kill/**/*.kill.ts'],
    testTimeout: 840_000,
    hookTimeout: 600_000,
    fileParallelism: false,
    disableConsoleIntercept: true,
  },
});
