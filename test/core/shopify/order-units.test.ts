import { expect, test } from 'vitest';
import type { Client } from '../../../core/shopify/client.ts';
import { unitsOf } from '../../../core/shopify/order-units.ts';
import { never } from './stub-shop.ts';

// Orders that no sample shop makes.

const page = <T>(nodes: readonly T[]) => ({ pageInfo: { hasNextPage: false }, nodes });
const at = (location: string | null) => (location === null ? null : { id: location });
const toSend = (line: string, remainingQuantity: number, inventoryItemId: string | null = 'mug') => ({
  remainingQuantity,
  inventoryItemId,
  lineItem: { id: line },
});
const sent = (line: string, quantity: number, item: string | null = 'mug') => ({
  quantity,
  lineItem: { id: line, variant: item === null ? null : { inventoryItem: { id: item } } },
});
const fulfillmentOrder = (status: string, location: string | null, ...lines: readonly object[]) => ({
  id: `${status} ${location}`,
  status,
  assignedLocation: { location: at(location) },
  lineItems: page(lines),
});
const fulfillment = (status: string, location: string | null, ...lines: readonly object[]) => ({
  id: `${status} ${location}`,
  status,
  location: at(location),
  fulfillmentLineItems: page(lines),
});
type Parts = { readonly cancelledAt?: string; readonly open?: readonly object[]; readonly gone?: readonly object[] };

async function units({ cancelledAt, open = [], gone = [] }: Parts) {
  const order = { id: 'o', cancelledAt: cancelledAt ?? null, fulfillments: gone, fulfillmentOrders: page(open) };
  const client: Client = {
    run: async () => ({ data: { nodes: [order] }, answeredVersion: undefined, requestId: undefined }),
    pageSize: () => 50,
    spending: { requests: 0, requestedPoints: 0, chargedPoints: 0 },
  };
  const found = await unitsOf(['o'], client, never());
  return found.map(({ itemId, locationId, open: left, fulfilled }) => [itemId, locationId, left, fulfilled]);
}

test('a cancelled order takes nothing, whatever its parts still say', async () => {
  const parts = { open: [fulfillmentOrder('OPEN', 'room', toSend('l', 2))] };
  expect(await units(parts)).toEqual([['mug', 'room', 2, 0]]);
  expect(await units({ ...parts, cancelledAt: '2026-11-20T09:00:00Z' })).toEqual([]);
});

test('units moved to another location are counted there alone', async () => {
  const moved = [
    fulfillmentOrder('CLOSED', 'room', toSend('l', 2)),
    fulfillmentOrder('CANCELLED', 'leeds', toSend('l', 2)),
    fulfillmentOrder('ON_HOLD', 'leeds', toSend('l', 2)),
  ];
  expect(await units({ open: moved })).toEqual([['mug', 'leeds', 2, 0]]);
});

test('what left counts where it left, whatever it was assigned to', async () => {
  const open = [fulfillmentOrder('CLOSED', 'room', toSend('l', 0))];
  expect(await units({ open, gone: [fulfillment('SUCCESS', 'leeds', sent('l', 2))] })).toEqual([
    ['mug', 'leeds', 0, 2],
  ]);
});

test('where a fulfillment does not say where, its assignment does', async () => {
  const open = [fulfillmentOrder('CLOSED', 'room', toSend('l', 0))];
  expect(await units({ open, gone: [fulfillment('SUCCESS', null, sent('l', 2, null))] })).toEqual([
    ['mug', 'room', 0, 2],
  ]);
});

test.each(['CANCELLED', 'ERROR', 'FAILURE'])('a fulfillment that is %s has not left', async status => {
  const open = [fulfillmentOrder('OPEN', 'room', toSend('l', 2))];
  expect(await units({ open, gone: [fulfillment(status, 'room', sent('l', 2))] })).toEqual([['mug', 'room', 2, 0]]);
});

test('one item in several lines and parcels is one sum for each location', async () => {
  const open = [
    fulfillmentOrder('IN_PROGRESS', 'room', toSend('a', 1), toSend('b', 3), toSend('c', 1, null)),
    fulfillmentOrder('SCHEDULED', 'leeds', toSend('a', 4)),
  ];
  const gone = [fulfillment('SUCCESS', 'room', sent('a', 2)), fulfillment('SUCCESS', 'room', sent('b', 5))];
  expect(await units({ open, gone })).toEqual([
    ['mug', 'room', 4, 7],
    ['mug', 'leeds', 4, 0],
  ]);
});
