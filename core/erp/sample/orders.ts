import type { RoundingLine, SalesOrder, SalesOrderDraft } from '../../model/sales-order.ts';
import type { Masters } from './catalogue.ts';
import type { Store } from './client.ts';
import type { Customers } from './customers.ts';
import { delivery, invoice, salesOrder, type SalesOrderRecord } from './documents.ts';
import { idOf, pathOf } from './names.ts';
import { invoiceOf, salesOrderOf } from './parse.ts';
import { refuse, unreadable } from './refuse.ts';
import { figuresOf } from './totals.ts';

/** Files read at the same time when all have to be looked at. */
const AT_ONCE = 32;

export type Orders = ReturnType<typeof openOrders>;

export function openOrders(store: Store, masters: Masters, customers: Customers) {
  const read = async (id: string): Promise<SalesOrderRecord | undefined> => {
    const record = await store.read(pathOf('sales-orders', id), salesOrder);
    if (record !== undefined && idOf(record.key) !== id)
      throw unreadable(pathOf('sales-orders', id), `key: ${record.key} belongs in ${idOf(record.key)}.json`);
    return record;
  };

  const whole = async (id: string, record: SalesOrderRecord): Promise<SalesOrder> => {
    if (record.state === 'draft') return salesOrderOf(id, record, false, undefined);
    const shipped = (await store.read(pathOf('deliveries', id), delivery))?.state === 'shipped';
    const billed = await store.read(pathOf('invoices', id), invoice);
    return salesOrderOf(id, record, shipped, billed === undefined ? undefined : invoiceOf(id, billed));
  };

  /** Refuses what it does not know before anything is written. */
  async function check(draft: SalesOrderDraft, rounding: RoundingLine | undefined): Promise<void> {
    if (!masters.company().currencies.includes(draft.currency))
      throw refuse(
        'unknown-currency',
        `The currency ${draft.currency} is not in use.`,
        `Add ${draft.currency} in the ERP.`,
      );
    customers.need(draft.customerId);
    await customers.needAddress(draft.deliveryAddressId);
    if (draft.lines.length === 0)
      throw refuse('no-lines', 'A sales order needs a line.', 'Look at the order in the shop.');
    for (const line of draft.lines) {
      masters.item(line.item);
      for (const tax of line.taxes) masters.tax(tax.code, draft.pricesIncludeTax);
    }
    if (rounding !== undefined) masters.item(rounding.item);
    masters.warehouse(draft.warehouse);
    figuresOf(draft, rounding, masters.company());
  }

  const recordOf = (
    number: string,
    state: SalesOrderRecord['state'],
    draft: SalesOrderDraft,
    rounding: RoundingLine | undefined,
  ): SalesOrderRecord => ({
    number,
    key: draft.key,
    reference: draft.reference,
    state,
    orderDay: draft.orderDay,
    orderedAt: draft.orderedAt,
    currency: draft.currency,
    pricesIncludeTax: draft.pricesIncludeTax,
    customer: draft.customerId,
    deliveryAddress: draft.deliveryAddressId,
    warehouse: masters.warehouse(draft.warehouse),
    ...figuresOf(draft, rounding, masters.company()),
  });

  /** What an order takes from its warehouse. Written before the order counts as posted, so none is posted without. */
  async function reserve(id: string, order: SalesOrderRecord): Promise<void> {
    const there = await store.read(pathOf('deliveries', id), delivery);
    if (there !== undefined && there.state !== 'cancelled') return;
    const lines = order.lines.filter(line => masters.item(line.item).stocked);
    if (lines.length === 0) return;
    // Of an order that was cancelled and made a draft again there is one that takes nothing.
    const put = there === undefined ? store.create : store.replace;
    await put(pathOf('deliveries', id), {
      number: order.number.replace('SO', 'DEL'),
      key: order.key,
      salesOrder: order.number,
      warehouse: order.warehouse,
      state: 'reserved',
      lines: lines.map(({ item, quantity }) => ({ item, quantity })),
    });
  }

  return {
    read,

    async find(keys: readonly string[]): Promise<readonly SalesOrder[]> {
      const found: SalesOrder[] = [];
      for (const id of new Set(keys.map(idOf))) {
        const record = await read(id);
        if (record !== undefined) found.push(await whole(id, record));
      }
      return found;
    },

    async draft(draft: SalesOrderDraft): Promise<SalesOrder> {
      const id = idOf(draft.key);
      const there = await read(id);
      if (there !== undefined && there.state !== 'draft') return whole(id, there);
      await check(draft, undefined);
      const path = pathOf('sales-orders', id);
      const record = recordOf(there?.number ?? (await store.claimNumber('SO')), 'draft', draft, undefined);
      if (there !== undefined) await store.replace(path, record);
      else if (!(await store.create(path, record))) return this.draft(draft);
      return whole(id, record);
    },

    async discard(key: string): Promise<void> {
      const id = idOf(key);
      const there = await read(id);
      if (there === undefined) return;
      if (there.state === 'posted')
        throw refuse('order-is-posted', `${there.number} is posted and cannot be removed.`, 'Cancel it in the ERP.');
      if (there.state === 'cancelled') return;
      await store.remove(pathOf('deliveries', id));
      await store.remove(pathOf('sales-orders', id));
    },

    async post(draft: SalesOrderDraft, rounding: RoundingLine | undefined): Promise<SalesOrder> {
      const id = idOf(draft.key);
      const there = await read(id);
      if (there?.state === 'posted') return whole(id, there);
      if (there?.state === 'cancelled')
        throw refuse(
          'order-is-cancelled',
          `${there.number} was cancelled in the ERP.`,
          'Decide there what shall happen to it.',
        );
      await check(draft, rounding);
      const number = there?.number ?? (await store.claimNumber('SO'));
      const path = pathOf('sales-orders', id);
      if (there === undefined && !(await store.create(path, recordOf(number, 'draft', draft, rounding))))
        return this.post(draft, rounding);
      const record = recordOf(number, 'posted', draft, rounding);
      await reserve(id, record);
      await store.replace(path, record);
      return whole(id, record);
    },

    /** The last step of its reversal. */
    async cancel(id: string): Promise<void> {
      const there = await read(id);
      if (there === undefined || there.state === 'cancelled') return;
      const goods = await store.read(pathOf('deliveries', id), delivery);
      if (goods !== undefined) await store.replace(pathOf('deliveries', id), { ...goods, state: 'cancelled' });
      await store.replace(pathOf('sales-orders', id), { ...there, state: 'cancelled' });
    },

    async between(fromDay: string, toDay: string): Promise<readonly SalesOrder[]> {
      const found: SalesOrder[] = [];
      const ids = await store.list('sales-orders');
      for (let at = 0; at < ids.length; at += AT_ONCE) {
        const records = await Promise.all(
          ids.slice(at, at + AT_ONCE).map(async id => ({ id, record: await read(id) })),
        );
        for (const { id, record } of records) {
          if (record === undefined || record.state === 'draft') continue;
          if (record.orderDay >= fromDay && record.orderDay <= toDay) found.push(await whole(id, record));
        }
      }
      return found;
    },
  };
}
