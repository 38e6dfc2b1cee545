import { expect, test } from 'vitest';
import { setStock } from '../../../core/shopify/set-stock.ts';
import type { Client } from '../../../core/shopify/client.ts';
import { never } from './stub-shop.ts';

// Refusals that no sample shop gives.

const change = (itemId: string) => ({ itemId, locationId: 'l', from: 1, to: 2 });

function answering(userErrors: readonly object[], group: object | null = null) {
  const client: Client = {
    run: async () => ({
      data: { inventorySetQuantities: { inventoryAdjustmentGroup: group, userErrors } },
      answeredVersion: undefined,
      requestId: undefined,
    }),
    pageSize: () => 1,
    spending: { requests: 0, requestedPoints: 0, chargedPoints: 0 },
  };
  return (count: number) =>
    setStock(
      'on_hand',
      Array.from({ length: count }, (_, at) => change(`i${at}`)),
      { key: 'k', reference: 'gid://counterfoil/Run/1' },
      client,
      never(),
    );
}

const bundle = 'NON_MUTABLE_INVENTORY_ITEM';

test('each refusal names its place in what was sent', async () => {
  const set = answering([
    { code: bundle, field: ['input', 'quantities', '3'], message: 'x' },
    { code: 'CHANGE_FROM_QUANTITY_STALE', field: ['input', 'quantities', '0', 'changeFromQuantity'], message: 'y' },
  ]);
  expect(await set(4)).toMatchObject({
    landed: false,
    refused: [
      { at: 3, stale: false, code: bundle, message: expect.stringMatching(/follows that of its parts/) },
      { at: 0, stale: true },
    ],
  });
});

test.each([[['input', 'quantities']], [['input']], [null], [['input', 'quantities', '9']]])(
  'a refusal that does not say which (%j) names none, unless there is only one',
  async field => {
    const set = answering([{ code: bundle, field, message: 'x' }]);
    expect(await set(2)).toMatchObject({ refused: [{ at: undefined, code: bundle }] });
    expect(await set(1)).toMatchObject({ refused: [{ at: 0, code: bundle }] });
  },
);

test("a code that is new to us is told in Shopify's words", async () => {
  const set = answering([{ code: 'NEW', field: ['input', 'quantities', '0'], message: 'The item is locked.' }]);
  expect(await set(1)).toMatchObject({ refused: [{ code: 'NEW', message: 'The item is locked.', stale: false }] });
});

test('nothing to change is landed', async () => {
  expect(await answering([])(1)).toEqual({ landed: true, id: undefined });
});

test.each([
  ['IDEMPOTENCY_CONCURRENT_REQUEST', 'transient', 'stock-key-in-use'],
  ['IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED', 'transient', 'stock-key-spent'],
  ['IDEMPOTENCY_KEY_PARAMETER_MISMATCH', 'bug', 'stock-key-mismatch'],
  ['INVALID_REFERENCE_DOCUMENT', 'bug', 'stock-request-refused'],
  ['NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR', 'bug', 'stock-request-refused'],
])('%s is %s', async (code, category, ours) => {
  await expect(answering([{ code, field: null, message: 'x' }])(1)).rejects.toMatchObject({ category, code: ours });
});
