import { getNamedType, isObjectType, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { expect, test } from 'vitest';
import { loadSchema } from '../../../core/sample/shop/schema.ts';
import * as operations from '../../../core/shopify/operations.ts';
import { missingScopes, missingScopesError, neededScopes } from '../../../core/shopify/scopes.ts';
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

test('the named scopes satisfy every field of every document, and each of them is needed', () => {
  const demanded = Object.values(operations).flatMap(({ text }) => scopesOf(text));
  const granted = needs.map(({ name }) => name);
  const unmet = (names: readonly string[]) => demanded.filter(anyOf => !names.some(name => anyOf.has(name)));
  expect(unmet(granted).map(anyOf => [...anyOf])).toEqual([]);
  for (const name of granted) expect(unmet(granted.filter(one => one !== name)), name).not.toEqual([]);
});

test('a right to write is a right to read', () => {
  expect(missingScopes(needs, ['write_orders', 'read_customers', 'read_locations'])).toEqual([]);
});

test('nothing missing is no error', () => expect(missingScopesError([])).toBeUndefined());
