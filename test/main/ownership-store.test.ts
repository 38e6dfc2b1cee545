import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ownedFields } from '../../core/model/owned-field.ts';
import { standardOwnership } from '../../core/ownership/presets.ts';
import { writeEditorSchemas } from '../../main/config/config.ts';
import { openOwnership } from '../../main/ownership-store.ts';

let folder: string;
const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
const write = (content: string): Promise<void> => writeFile(join(folder, 'ownership.json'), content);
const price = { owner: 'nobody', onConflict: 'hold-and-ask', responsible: 'Owner' } as const;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-ownership-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a change is saved with every field and its owner, and the version before stays beside', async () => {
  const mine = '{ "fields": { "customers.phone": { "owner": "nobody", "responsible": "Office" } } }';
  await write(mine);
  const file = await openOwnership(folder);
  await file.save([{ field: 'variant.price', rule: price }]);
  expect(file.current()['variant.price']).toEqual(price);
  expect(await read('ownership.previous.json')).toBe(mine);
  const { $schema, fields } = JSON.parse(await read('ownership.json'));
  expect($schema).toBe('./ownership.schema.json');
  expect(Object.keys(fields)).toEqual([...ownedFields]);
  expect(fields['customers.phone']).toEqual({ owner: 'nobody', onConflict: 'hold-and-ask', responsible: 'Office' });
  const again = await openOwnership(folder);
  expect(again.current()).toEqual(file.current());
});

test('the first change makes the file; what a person has edited since is built on', async () => {
  const file = await openOwnership(folder);
  expect(file.current()).toEqual(standardOwnership);
  await file.save([{ field: 'variant.price', rule: price }]);
  await write((await read('ownership.json')).replace('"responsible": "Owner"', '"responsible": "Ada"'));
  await file.save([{ field: 'variant.cost', rule: price }]);
  expect(file.current()['variant.price'].responsible).toBe('Ada');
  expect(file.current()['variant.cost']).toEqual(price);
});

test('a file with a slip is not overwritten: it holds what a person was about to change', async () => {
  const file = await openOwnership(folder);
  await write('{\n  "fields": {\n    "variant.price": { "owner": "erp", "owner": "shopify" }\n  }\n}');
  await expect(file.save([{ field: 'variant.cost', rule: price }])).rejects.toThrow(/Line 3.*"owner" is there twice/);
  expect(file.current()).toEqual(standardOwnership);
  expect(await read('ownership.json')).toContain('"owner": "shopify"');
});

test("an editor is told each field's owners and rules", async () => {
  await writeEditorSchemas(folder);
  const schema = JSON.parse(await read('ownership.schema.json'));
  const fields = schema.properties.fields.properties;
  expect(Object.keys(fields)).toEqual([...ownedFields]);
  expect(fields['stock.on-hand'].properties.owner.enum).toEqual(['erp', 'nobody']);
  expect(fields['stock.on-hand'].properties.onConflict.enum).toEqual(['owner-wins', 'hold-and-ask']);
  expect(fields['returns.refund'].description).toContain('does not carry it yet');
});
