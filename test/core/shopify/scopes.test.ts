import { getNamedType, isObjectType, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { expect, test } from 'vitest';
import { loadSchema } from '../../../core/sample/shop/schema.ts';
import type { FlowName } from '../../../core/model/write.ts';
import * as operations from '../../../core/shopify/operations.ts';
import * as units from '../../../core/shopify/order-units-operations.ts';
import * as products from '../../../core/shopify/product-operations.ts';
import {
  goodsRefusals,
  lackingPermissions,
  missingScopes,
  missingScopesError,
  neededPermissions,
  neededScopes,
} from '../../../core/shopify/scopes.ts';
import * as stock from '../../../core/shopify/stock-operations.ts';
import { adminSchema } from './admin-schema.ts';

const needs = neededScopes('import-orders');

/** The scopes the documents need by Shopify's own map: a field's, or else those of what it returns. */
function scopesOf(text: string): ReadonlySet<string>[] {
  const { scopes } = loadSchema();
  const found: ReadonlySet<string>[] = [];
  const types = new TypeInfo(adminSchema());
  visit(
    parse(text),
    visitWithTypeInfo(types, {
      Field(field) {
        const parent = types.getParentType();
        const type = types.getType();
        if (!parent || !type) return;
        const named = getNamedType(type);
        const keys = [
          `${parent.name}.${field.name.value}`,
          isObjectType(named) ? named.name.replace(/Connection$/, '') : '',
        ];
        for (const key of keys) {
          const scope = scopes.get(key);
          if (scope) found.push(new Set(scope.anyOf));
        }
      },
    }),
  );
  return found;
}

const documents: Readonly<Record<FlowName, readonly object[]>> = {
  'import-orders': Object.values(operations),
  'sync-products': Object.values<unknown>(products).filter(one => typeof one === 'object' && one !== null),
  'export-stock': [...Object.values(stock), ...Object.values(units)],
};
const flows: readonly FlowName[] = ['import-orders', 'sync-products', 'export-stock'];
const textOf = (document: object): string => ('text' in document ? String(document.text) : '');

test.each(flows)('the scopes named for %s satisfy every field of its documents, and each of them is needed', flow => {
  const demanded = documents[flow].flatMap(document => scopesOf(textOf(document)));
  expect(demanded.length).toBeGreaterThan(10);
  const own = neededScopes(flow).map(({ name }) => name);
  const others = flow === 'import-orders' ? [] : needs.map(({ name }) => name);
  const unmet = (names: readonly string[]) => demanded.filter(anyOf => !names.some(name => anyOf.has(name)));
  expect(unmet([...own, ...others]).map(anyOf => [...anyOf])).toEqual([]);
  // The map knows of no scope of a mutation: who writes needs the right to.
  const reading = own.filter(name => name.startsWith('read_'));
  for (const name of reading) {
    expect(unmet([...others, ...reading.filter(one => one !== name)]), name).not.toEqual([]);
  }
  const writes = documents[flow].some(document => /^mutation .*\n.*(product|inventory)/.test(textOf(document)));
  expect(own.some(name => name.startsWith('write_'))).toBe(writes);
});

test('a missing permission of goods stops only what needs it, and is told with its purpose', () => {
  const granted = neededPermissions.map(({ scope }) => scope).filter(scope => scope !== 'write_inventory');
  const refusals = goodsRefusals(granted);
  expect(Object.keys(refusals)).toEqual(['export-stock']);
  expect(refusals['export-stock']).toMatchObject({
    category: 'auth',
    code: 'scope-missing',
    message: 'Stock is not synced, because a permission is missing in Shopify: write_inventory.',
    nextStep: expect.stringContaining('Access scopes'),
  });
  expect(lackingPermissions(granted)).toEqual([
    { scope: 'write_inventory', purpose: "tell the shop the ERP's stock", needed: false },
  ]);
});

test('what set-up asks for names each permission once, and leaves no flow out', () => {
  const scopes = neededPermissions.map(({ scope }) => scope);
  expect(new Set(scopes).size).toBe(scopes.length);
  expect(goodsRefusals(scopes)).toEqual({});
  expect(missingScopes(needs, scopes)).toEqual([]);
  expect(neededPermissions.filter(one => one.needed).map(({ scope }) => scope)).toEqual(needs.map(({ name }) => name));
});

test('a right to write is a right to read', () => {
  expect(missingScopes(needs, ['write_orders', 'read_customers', 'read_locations'])).toEqual([]);
});

test('nothing missing is no error', () => expect(missingScopesError([])).toBeUndefined());
