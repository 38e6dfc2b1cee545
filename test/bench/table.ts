import type { Reporter, TestModule } from 'vitest/node';
import type { BenchResult } from './result.ts';

const headings = ['name', 'value', 'unit', 'budget', 'ok'] as const;

const cells = ({ name, value, unit, budget, ok }: BenchResult): readonly string[] => [
  name,
  value.toLocaleString('en-GB', { maximumFractionDigits: 3 }),
  unit,
  Number.isFinite(budget) ? budget.toLocaleString('en-GB') : '-',
  ok ? 'ok' : 'OVER BUDGET',
];

/** Prints every bench's figures in one table at the end. */
export const table: Reporter = {
  onTestRunEnd(modules: readonly TestModule[]) {
    const results = modules.flatMap(module => [...module.children.allTests()].flatMap(test => test.meta().bench ?? []));
    const rows = [headings, ...results.map(cells)];
    const widths = headings.map((_, at) => Math.max(...rows.map(row => row[at]?.length ?? 0)));
    const line = (row: readonly string[]): string =>
      row
        .map((cell, at) => (at === 1 || at === 3 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
        .join('  ');
    process.stdout.write(`\n${rows.map(line).join('\n')}\n`);
  },
};
