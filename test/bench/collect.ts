import { beforeEach } from 'vitest';
import { isBenchResult, type BenchResult } from './result.ts';

declare module 'vitest' {
  interface TaskMeta {
    bench?: readonly BenchResult[];
  }
}

const printed = console.table;

/** A bench says its figures with `console.table`; they go into the one table at the end instead. */
beforeEach(({ task }) => {
  console.table = (rows: unknown) => {
    if (Array.isArray(rows) && rows.every(isBenchResult)) task.meta.bench = [...(task.meta.bench ?? []), ...rows];
    else printed(rows);
  };
});
