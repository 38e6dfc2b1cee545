import { CURRENT, quantity } from './figures.ts';
import { InputProblem } from './input-problem.ts';
import type { Line, Order } from './order-records.ts';

/** A line by its SKU, its title or its number (gid or bare). */
export interface Which {
  readonly sku?: string | undefined;
  readonly title?: string | undefined;
  readonly lineItemId?: string | undefined;
  readonly quantity: number;
}

export function findLine(order: Order, which: Which, field: string): Line {
  const bare = which.lineItemId?.replace(/^.*\//, '');
  const line = order.lines.find(
    one =>
      (bare !== undefined && String(one.id) === bare) ||
      (which.sku !== undefined && one.sku === which.sku) ||
      (which.title !== undefined && one.title === which.title),
  );
  if (!line) throw new InputProblem(field, `names no line of ${order.name}; give a sku, title or lineItemId of it`);
  if (which.quantity > quantity(line, CURRENT)) {
    throw new InputProblem(`${field}.quantity`, `is more than the ${quantity(line, CURRENT)} left on the line`);
  }
  return line;
}
