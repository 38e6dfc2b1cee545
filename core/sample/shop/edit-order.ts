import type { z } from 'zod';
import type { editInput } from './change-input.ts';
import { EVERY, lineAmounts, unfulfilled, unitAmounts } from './figures.ts';
import { findLine } from './find-line.ts';
import { withdraw } from './fulfil-order.ts';
import { lineSale } from './ledger.ts';
import { placeInput } from './place-input.ts';
import { InputProblem } from './input-problem.ts';
import { composeOrder } from './place-order.ts';
import type { FulfilmentOrder, Line, Order, Sale } from './order-records.ts';
import { lastKept } from './refund-order.ts';
import { locationOfLine, moveLineStock } from './stock-moves.ts';
import type { Store } from './store.ts';

/** A merchant's edit: units not yet sent are taken out, lines are added. Discount allocations stay as they were. */
export function edit(store: Store, order: Order, said: z.output<typeof editInput>): Order {
  const at = store.second();
  const lines: Line[] = [...order.lines];
  const sales: Sale[] = [];
  const withdrawn = new Map<number, number>();
  for (const [i, which] of said.remove.entries()) {
    const line = findLine({ ...order, lines }, which, `remove.${i}`);
    if (which.quantity > unfulfilled(line))
      throw new InputProblem(`remove.${i}.quantity`, 'is partly fulfilled already');
    const chosen = lastKept(line, which.quantity);
    lines[lines.indexOf(line)] = {
      ...line,
      units: line.units.map((unit, u) => (chosen[u] ? 'removed' : unit)),
      unfulfillable: line.unfulfillable + which.quantity,
    };
    withdrawn.set(line.id, (withdrawn.get(line.id) ?? 0) + which.quantity);
    moveLineStock(store, line, locationOfLine(order, line.id), {
      committed: -which.quantity,
      available: which.quantity,
    });
    sales.push(lineSale(order, store.nextId, line, 'UPDATE', unitAmounts(line, chosen), -which.quantity));
  }
  const addition = said.add.length === 0 ? { lines: [], discounts: [] } : newLines(store, order, said.add);
  const added = addition.lines;
  for (const line of added)
    sales.push(lineSale(order, store.nextId, line, 'ORDER', lineAmounts(line, EVERY), line.units.length));
  const location = order.fulfilmentOrders[0]?.locationId ?? [...store.locations.keys()][0] ?? 0;
  const fulfilmentOrders = withdraw(order, withdrawn, at);
  if (added.length > 0) fulfilmentOrders.push(fulfilmentOrderFor(store, added, location, at));
  for (const line of added)
    moveLineStock(store, line, location, { available: -line.units.length, committed: line.units.length });
  return store.putOrder({
    ...order,
    edited: true,
    closedAt: added.length > 0 ? null : order.closedAt,
    updatedAt: at,
    lines: [...lines, ...added],
    discounts: [...order.discounts, ...addition.discounts],
    fulfilmentOrders,
    agreements: [...order.agreements, { id: store.nextId(), reason: 'ORDER_EDIT', refundId: null, at, sales }],
  });
}

/** Priced as a small order of its own, in the order's currencies and tax mode. */
function newLines(
  store: Store,
  order: Order,
  add: z.output<typeof editInput>['add'],
): Pick<Order, 'lines' | 'discounts'> {
  const input = placeInput.parse({
    lines: add,
    shipping: null,
    taxesIncluded: order.taxesIncluded,
    taxExempt: order.taxExempt,
    country: order.shippingAddress?.countryCode ?? 'GB',
    ...(order.presentmentCurrency === order.currency
      ? {}
      : { presentment: { currency: order.presentmentCurrency, rate: order.rate } }),
  });
  const { lines, discounts } = composeOrder(store, input, order.number);
  const shifted = lines.map(line => ({
    ...line,
    allocations: line.allocations.map(one => ({ ...one, application: one.application + order.discounts.length })),
  }));
  return { lines: shifted, discounts };
}

function fulfilmentOrderFor(store: Store, lines: readonly Line[], locationId: number, at: number): FulfilmentOrder {
  return {
    id: store.nextId(),
    locationId,
    status: 'OPEN',
    method: 'SHIPPING',
    createdAt: at,
    updatedAt: at,
    lines: lines.map(line => ({
      id: store.nextId(),
      lineId: line.id,
      total: line.units.length,
      remaining: line.units.length,
    })),
  };
}
