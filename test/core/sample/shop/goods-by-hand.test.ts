import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { InputProblem } from '../../../../core/sample/shop/input-problem.ts';
import { startSampleShop } from '../../../../core/sample/shop/server.ts';
import { onHand } from '../../../../core/sample/shop/store.ts';
import { freshFolder } from '../../../world/fresh-folder.ts';
import { emptyShop } from './empty-shop.ts';

const sample = emptyShop();

const mug = () => sample.shop.store.variants.withSku('MUG-SLT-350')[0];
const levels = () => sample.shop.store.levels.ofItem(mug()?.inventoryItemId ?? 0);

describe('by hand', () => {
  test('a count is what is on hand: what orders hold of it stays theirs', () => {
    sample.shop.placeOrder({ lines: [{ sku: 'MUG-SLT-350', quantity: 4 }] });
    const counted = sample.shop.setStock('MUG-SLT-350', { location: 'Stock room', set: 100 });
    expect(counted.quantities).toMatchObject({ available: 96, committed: 4 });
    expect(onHand(sample.shop.setStock('MUG-SLT-350', { location: 'Stock room', adjust: -1 }))).toBe(99);
  });

  test('a SKU may be taken away or be on two; then a person says which by number', () => {
    sample.shop.editVariant('MUG-OAT-350', { sku: 'MUG-SLT-350' });
    expect(() => sample.shop.editVariant('MUG-SLT-350', { price: '1' })).toThrow(
      /is the name of 2; say which by number: \d+, \d+/,
    );
    sample.shop.editVariant(String(mug()?.id), { sku: '' });
    expect(sample.shop.store.variants.withSku('MUG-SLT-350')).toHaveLength(1);
    expect(() => sample.shop.editVariant('', { price: '1' })).toThrow(/is not in the shop/);
  });

  test('a new location stocks nothing; one that closes gives its stock and its orders to another', () => {
    const york = sample.shop.addLocation({ name: 'York Shop' });
    expect(levels()).toHaveLength(2);
    expect(() => sample.shop.setStock('MUG-SLT-350', { location: 'York Shop', set: 1 })).toThrow(
      /does not stock MUG-SLT-350/,
    );
    const order = sample.shop.placeOrder({ lines: [{ sku: 'MUG-SLT-350', quantity: 4 }] });
    expect(() => sample.shop.deactivateLocation('Stock room')).toThrow(/holds stock or has orders to send/);
    sample.shop.deactivateLocation('Stock room', { moveTo: 'York Shop' });
    const own = sample.shop.findOrder(order)?.fulfilmentOrders;
    expect(own?.map(one => one.locationId)).toEqual([york.id]);
    expect(levels().map(one => [one.isActive, onHand(one)])).toEqual([
      [false, 0],
      [true, 36],
      [true, 180],
    ]);
    expect(sample.shop.store.levels.get(mug()?.inventoryItemId ?? 0, york.id)?.quantities).toMatchObject({
      committed: 4,
    });
    sample.shop.fulfilOrder(order);
    expect(sample.shop.store.levels.get(mug()?.inventoryItemId ?? 0, york.id)?.quantities).toMatchObject({
      committed: 0,
    });
  });

  test('what cannot be meant is said, with the field', () => {
    const field = (act: () => unknown): string => {
      try {
        act();
      } catch (failure) {
        if (failure instanceof InputProblem) return `${failure.field}: ${failure.message}`;
        if (failure instanceof z.ZodError) return failure.issues.map(one => one.path.join('.')).join();
      }
      return 'nothing';
    };
    const variants = [{ price: '1' }, { price: '2' }];
    expect(field(() => sample.shop.addProduct({ title: 'A', variants }))).toMatch(/^variants: need titles/);
    expect(field(() => sample.shop.addProduct({ title: 'A', variants: [{ price: '-1' }] }))).toBe('variants.0.price');
    expect(field(() => sample.shop.addProduct({ title: 'A', variants: [{ price: '1', stock: { Nowhere: 1 } }] }))).toBe(
      'variants.0.stock: is not a location of the shop: Nowhere',
    );
    expect(field(() => sample.shop.deleteVariant('LDY-BAL-006'))).toMatch(/^variant: is the only one/);
    expect(field(() => sample.shop.deleteProduct('Nothing'))).toBe('product: is not in the shop: Nothing');
    expect(field(() => sample.shop.addLocation({ name: 'Leeds Shop' }))).toMatch(/^name: is already/);
    sample.shop.editVariant('MUG-SLT-350', { bundle: true });
    expect(field(() => sample.shop.setStock('MUG-SLT-350', { location: 'Leeds Shop', set: 1 }))).toMatch(
      /^variant: is a bundle/,
    );
  });

  test('the controls do the same, and say what is there now', async () => {
    const post = async (path: string, body: unknown): Promise<unknown> => {
      const url = `${sample.shop.url}/_sample/${path.split('/').map(encodeURIComponent).join('/')}`;
      return (await fetch(url, { method: 'POST', body: JSON.stringify(body) })).json();
    };
    const product = {
      title: 'Bud vase',
      variants: [{ sku: 'VAS-GLS-180', price: '16.00', stock: { 'Stock room': 20 } }],
    };
    expect(await post('products', product)).toMatchObject({ title: 'Bud vase', variants: [{ price: '16.00 GBP' }] });
    expect(await post('products/Bud vase/edit', { vendor: 'Ouse Glass' })).toMatchObject({ status: 'ACTIVE' });
    expect(await post('variants/VAS-GLS-180/edit', { tracked: false })).toMatchObject({ tracked: false });
    const stock = { location: 'Stock room', adjust: -2 };
    expect(await post('variants/VAS-GLS-180/stock', stock)).toEqual({
      location: 'Stock room',
      stocked: true,
      available: 18,
      onHand: 18,
    });
    expect(await post('variants/VAS-GLS-180/stock', { location: 'Stock room' })).toMatchObject({
      problems: [{ field: 'body', message: 'needs one of set, adjust and stocked' }],
    });
    expect(await post('locations', { name: 'York Shop' })).toMatchObject({ name: 'York Shop', isActive: true });
    expect(await post('locations/York Shop/deactivate', {})).toMatchObject({ isActive: false });
    expect(await post('products/Bud vase/delete', {})).toEqual({ done: true });
    expect(await post('products/Bud vase/paint', {})).toMatchObject({ problems: [{ field: 'path' }] });
  });
});

test('a kept shop goes on from its file, and so does one that an earlier edition kept', async () => {
  sample.shop.addProduct({ title: 'Bud vase', variants: [{ sku: 'VAS', price: '16' }] });
  sample.shop.deleteProduct('Stoneware mug');
  const folder = await freshFolder();
  const file = join(folder, 'shop.json');
  await writeFile(file, JSON.stringify(sample.shop.store.toSeed()));
  const again = await startSampleShop({ seed: { file } });
  expect(again.store.toSeed()).toEqual(sample.shop.store.toSeed());
  expect(again.store.nextId()).toBe(sample.shop.store.nextId());
  await again.close();
  const newer =
    /,"(events|lastId|descriptionHtml|compareAtPrice|inventoryPolicy|requiresComponents|weightUnit|deactivatedAt|isActive)":(\[[^\]]*\]|"\w*"|\w+)/g;
  await writeFile(file, (await readFile(file, 'utf8')).replaceAll(newer, ''));
  const older = await startSampleShop({ seed: { file } });
  expect(older.store.variants.withSku('CDL-FIG-220')[0]).toEqual(sample.shop.store.variants.withSku('CDL-FIG-220')[0]);
  expect(older.store.levels.all().every(one => one.isActive)).toBe(true);
  await older.close();
});
