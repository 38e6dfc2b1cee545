/** One measured figure and what it may be at most. */
export type BenchResult = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Infinity: told for information. */
  readonly budget: number;
  readonly ok: boolean;
};

/** Judged before it is rounded for the table. */
export const figure = (name: string, value: number, unit: string, budget = Number.POSITIVE_INFINITY): BenchResult => ({
  name,
  value: Number(value.toPrecision(4)),
  unit,
  budget,
  ok: value <= budget,
});

export const isBenchResult = (row: unknown): row is BenchResult =>
  typeof row === 'object' && row !== null && 'budget' in row && 'unit' in row && 'ok' in row;

export const overBudget = (results: readonly BenchResult[]): readonly BenchResult[] => results.filter(({ ok }) => !ok);
