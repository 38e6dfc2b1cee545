import { expect, test } from 'vitest';
import { sendStock } from '../../../../core/flows/export-stock/send.ts';
import { setStock, type SetStock } from '../../../../core/flows/export-stock/set-stock.ts';
import type { StockAnswer, StockChange } from '../../../../core/goods-ports.ts';
import { level, pair } from './stock-parts.ts';

const write = (n: number): SetStock => {
  const itemId = `gid://shopify/InventoryItem/${n}`;
  const its = pair({ level: level({ itemId }) });
  return setStock({ id: String(n), name: `SKU-${n}` }, its, 'on_hand', { from: 10, to: n }, '');
};

/** Refuses whole batches that hold one of these, by item number, all or nothing, as Shopify does. */
function shopRefusing(refused: Readonly<Record<string, { readonly stale: boolean; readonly code: string }>>) {
  const requests: { readonly key: string; readonly reference: string; readonly items: readonly string[] }[] = [];
  return {
    requests,
    setStock: async (
      _quantity: unknown,
      changes: readonly StockChange[],
      by: { readonly key: string; readonly reference: string },
    ): Promise<StockAnswer> => {
      const items = changes.map(({ itemId }) => itemId.slice(itemId.lastIndexOf('/') + 1));
      requests.push({ ...by, items });
      const named = items.flatMap((id, at) => {
        const why = refused[id];
        return why === undefined ? [] : [{ at, message: 'No.', ...why }];
      });
      return named.length === 0
        ? { landed: true, id: 'gid://shopify/InventoryAdjustmentGroup/1' }
        : { landed: false, refused: named };
    },
  };
}
const { signal } = new AbortController();

test('a lot lands as one request', async () => {
  const shop = shopRefusing({});
  const sent = await sendStock(shop, 'on_hand', [write(1), write(2)], 'run-7-1', signal);
  expect(sent.map(({ kind }) => kind)).toEqual(['landed', 'landed']);
  expect(sent[1]).toMatchObject({ landed: { name: 'SKU-2', how: 'written' } });
  expect(shop.requests).toEqual([
    { key: 'run-7-1', reference: 'gid://counterfoil/StockUpdate/run-7-1', items: ['1', '2'] },
  ]);
});

test('one bundle and one sale hold up none of the others, which go again under a key of their own', async () => {
  const shop = shopRefusing({
    2: { stale: true, code: 'CHANGE_FROM_QUANTITY_STALE' },
    3: { stale: false, code: 'NON_MUTABLE_INVENTORY_ITEM' },
  });
  const sent = await sendStock(shop, 'on_hand', [1, 2, 3, 4].map(write), 'run-7-1', signal);
  expect(sent.map(({ kind }) => kind)).toEqual(['landed', 'stale', 'refused', 'landed']);
  expect(shop.requests.map(({ key, items }) => [key, ...items])).toEqual([
    ['run-7-1', '1', '2', '3', '4'],
    ['run-7-1-rest', '1', '4'],
  ]);
  const error = sent[2]?.kind === 'refused' ? sent[2].error : undefined;
  expect(error).toMatchObject({
    category: 'rejected',
    code: 'stock-refused',
    message: 'Shopify does not take 3 for SKU-3. Its stock stays at 10.',
    details: { code: 'NON_MUTABLE_INVENTORY_ITEM', message: 'No.' },
  });
});

test('where all of it is stale, nothing is sent again', async () => {
  const shop = shopRefusing({ 1: { stale: true, code: 'CHANGE_FROM_QUANTITY_STALE' } });
  expect(await sendStock(shop, 'on_hand', [write(1)], 'k', signal)).toEqual([{ kind: 'stale' }]);
  expect(shop.requests).toHaveLength(1);
});

test('where Shopify does not say which one stood in its way, halves are tried until it is found', async () => {
  const told = shopRefusing({ 3: { stale: false, code: 'OTHER' } });
  const silent = {
    setStock: async (...asked: Parameters<typeof told.setStock>): Promise<StockAnswer> => {
      const answer = await told.setStock(...asked);
      return answer.landed ? answer : { ...answer, refused: answer.refused.map(one => ({ ...one, at: undefined })) };
    },
  };
  const sent = await sendStock(silent, 'on_hand', [1, 2, 3, 4, 5].map(write), 'k', signal);
  expect(sent.map(({ kind }) => kind)).toEqual(['landed', 'landed', 'refused', 'landed', 'landed']);
  const keys = told.requests.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});
