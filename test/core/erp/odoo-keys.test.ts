import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createClient } from '../../../core/erp/odoo/client.ts';
import { externalId, externalName, keyOf, openKeys } from '../../../core/erp/odoo/keys.ts';
import { withinDay } from '../../../core/erp/odoo/order-content.ts';
import { originOf, plannedDate } from '../../../core/erp/odoo/order-origin.ts';
import { dayOf } from '../../../core/model/time.ts';
import { answer, fault, openOdooDouble } from './odoo-double.ts';

test('a key is readable in Odoo', () => {
  expect(externalId('shopify:order:6001')).toBe('counterfoil.shopify_order_6001');
  expect(keyOf('counterfoil.shopify_order_6001')).toBe('shopify:order:6001');
  expect(keyOf('sale.shopify_order_6001')).toBeUndefined();
});

test('every key has a name of its own, of letters, digits and underscores, and comes back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), key => {
      expect(externalName(key)).toMatch(/^[A-Za-z0-9_]*$/);
      expect(keyOf(externalId(key))).toBe(key);
    }),
  );
});

test('asks for keys one by one where the list may not be read', async () => {
  const double = await openOdooDouble((path, nth) => {
    if (path.endsWith('search_read')) return fault(403, 'odoo.exceptions.AccessError', 'Not allowed');
    if (nth === 2) return fault(500, 'builtins.ValueError', 'External ID not found in the system: counterfoil.a_1');
    return answer(['sale.order', 4]);
  });
  const client = createClient({ url: double.url, database: 'shop' }, { get: () => Promise.resolve('key') });
  const keys = openKeys(client);
  const { signal } = new AbortController();
  expect([...(await keys.find('sale.order', ['a:1', 'a:2'], signal))]).toEqual([['a:2', 4]]);
  await keys.find('sale.order', ['a:2'], signal);
  expect(double.asked.filter(one => one.path.endsWith('search_read')).length).toBe(1);
  expect(z.object({ xml_id: z.string() }).parse(double.asked.at(-1)?.body).xml_id).toBe('a_2');
  await double.close();
});

test('a moment stays, or moves to the nearest edge of the order day where the zones differ', () => {
  expect(withinDay('2026-07-01T23:30:00Z', '2026-07-02', 'Europe/London')).toBe('2026-07-01T23:30:00Z');
  expect(withinDay('2026-07-01T23:30:00Z', '2026-07-02', 'UTC')).toBe('2026-07-02T00:00:00.000Z');
  expect(withinDay('2026-07-02T03:00:00Z', '2026-07-01', 'UTC')).toBe('2026-07-01T23:59:59.000Z');
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
      fc.constantFrom('UTC', 'Europe/London', 'Pacific/Auckland', 'America/Los_Angeles'),
      fc.constantFrom('UTC', 'Asia/Kolkata', 'America/New_York'),
      (at, shopZone, zone) => {
        const orderDay = dayOf(at.toISOString(), shopZone);
        expect(dayOf(withinDay(at.toISOString(), orderDay, zone), zone)).toBe(orderDay);
      },
    ),
  );
});

test('the source document says which date the order shall bear', () => {
  expect(plannedDate(originOf('2026-11-20 09:30:00', 'ab12cd34ef99'))).toBe('2026-11-20 09:30:00');
  expect(plannedDate('by hand')).toBeUndefined();
  expect(plannedDate(undefined)).toBeUndefined();
});
