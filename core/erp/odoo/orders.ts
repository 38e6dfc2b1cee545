import { z } from 'zod';
import { SyncError } from '../../errors.ts';
import type { Invoice, RoundingLine, SalesOrder, SalesOrderDraft } from '../../model/sales-order.ts';
import { dayBounds } from '../../model/time.ts';
import type { Client } from './client.ts';
import { refused, unexpectedAnswer } from './failures.ts';
import type { Items } from './items.ts';
import type { Keys } from './keys.ts';
import type { MasterData } from './master-data.ts';
import { contentOf, type OrderContent } from './order-content.ts';
import { isDraft, isHalfMade, ORDER_FIELDS, orders, salesOrderOf, type OrderRecord } from './order-record.ts';
import { odooTime } from './parse.ts';

const PAGE = 500;

type ReadInvoices = (ids: readonly number[], signal: AbortSignal) => Promise<ReadonlyMap<number, Invoice>>;

export function openOrders(client: Client, keys: Keys, items: Items, masters: MasterData, readInvoices: ReadInvoices) {
  /** Drafts this connection has just read with the content it gave them: posting need not look again. */
  const held = new Map<string, { readonly id: number; readonly origin: string }>();

  const read = async (wanted: readonly number[], signal: AbortSignal): Promise<readonly OrderRecord[]> =>
    wanted.length === 0
      ? []
      : client.call('sales orders', 'sale.order/read', { ids: wanted, fields: ORDER_FIELDS }, orders, signal);

  async function readOne(id: number, signal: AbortSignal): Promise<OrderRecord> {
    const [order] = await read([id], signal);
    if (order === undefined) throw unexpectedAnswer('the sales order', 'not there after its creation');
    return order;
  }

  async function whole(
    found: readonly OrderRecord[],
    keyById: ReadonlyMap<number, string>,
    signal: AbortSignal,
  ): Promise<readonly SalesOrder[]> {
    const { zone } = await masters.company(signal);
    const invoices = await readInvoices(
      found.flatMap(order => order.invoice_ids),
      signal,
    );
    return found.map(order => salesOrderOf(order, keyById.get(order.id) ?? '', zone, invoices));
  }

  async function one(order: OrderRecord, key: string, signal: AbortSignal): Promise<SalesOrder> {
    const [result] = await whole([order], new Map([[order.id, key]]), signal);
    if (result === undefined) throw unexpectedAnswer('the sales order', 'nothing');
    return result;
  }

  /** The order under this key, made or brought to this content where it is still a draft. */
  async function bring(key: string, content: OrderContent, signal: AbortSignal): Promise<OrderRecord> {
    held.delete(key);
    const id = await client.load('the sales order', 'sale.order', content.fields, content.rows, signal);
    const order = await readOne(id, signal);
    if (!isDraft(order) || order.origin === content.origin) return order;
    const body = { ids: [id], vals: content.values };
    await client.call('the sales order', 'sale.order/write', body, z.literal(true), signal);
    return readOne(id, signal);
  }

  /** Confirming puts the order on today; its own date is written back. */
  async function confirm(id: number, dateOrder: string, signal: AbortSignal): Promise<OrderRecord> {
    try {
      await client.call('the sales order', 'sale.order/action_confirm', { ids: [id] }, z.literal(true), signal);
    } catch (error) {
      if (!(error instanceof SyncError) || error.category !== 'rejected') throw error;
      const order = await readOne(id, signal);
      if (order.state !== 'sale') throw error;
      if (!isHalfMade(order)) return order;
    }
    return restoreDate(id, dateOrder, signal);
  }

  async function restoreDate(id: number, dateOrder: string, signal: AbortSignal): Promise<OrderRecord> {
    const body = { ids: [id], vals: { date_order: dateOrder } };
    await client.call('the sales order', 'sale.order/write', body, z.literal(true), signal);
    return readOne(id, signal);
  }

  return {
    read,

    async find(wanted: readonly string[], signal: AbortSignal): Promise<readonly SalesOrder[]> {
      const idByKey = await keys.find('sale.order', wanted, signal);
      const keyById = new Map([...idByKey].map(([key, id]) => [id, key]));
      return whole(await read([...keyById.keys()], signal), keyById, signal);
    },

    async draft(draft: SalesOrderDraft, signal: AbortSignal): Promise<SalesOrder> {
      const content = await contentOf(draft, undefined, items, masters, signal);
      const order = await bring(draft.key, content, signal);
      if (isDraft(order)) held.set(draft.key, { id: order.id, origin: content.origin });
      return one(order, draft.key, signal);
    },

    async discard(key: string, signal: AbortSignal): Promise<void> {
      held.delete(key);
      const [order] = await read([...(await keys.find('sale.order', [key], signal)).values()], signal);
      if (order === undefined || order.state === 'cancel') return;
      if (!isDraft(order))
        throw refused('order-is-posted', `${order.name} is confirmed and cannot be removed.`, 'Cancel it in Odoo.');
      try {
        await client.call('the draft', 'sale.order/unlink', { ids: [order.id] }, z.literal(true), signal);
      } catch (error) {
        if (!(error instanceof SyncError) || error.code !== 'erp-not-allowed') throw error;
        throw refused(
          'draft-stays',
          `${order.name} stays in Odoo as a quotation: the Odoo user of the API key may not delete it.`,
          'Delete it in Odoo, or give that user the right Sales / Administrator.',
        );
      }
    },

    async post(draft: SalesOrderDraft, rounding: RoundingLine | undefined, signal: AbortSignal): Promise<SalesOrder> {
      const content = await contentOf(draft, rounding, items, masters, signal);
      const known = held.get(draft.key);
      held.delete(draft.key);
      if (known?.origin === content.origin)
        return one(await confirm(known.id, content.dateOrder, signal), draft.key, signal);
      const order = await bring(draft.key, content, signal);
      if (order.state === 'cancel')
        throw refused(
          'order-is-cancelled',
          `${order.name} was cancelled in Odoo.`,
          'Decide in Odoo what shall happen to it.',
        );
      if (isDraft(order)) return one(await confirm(order.id, content.dateOrder, signal), draft.key, signal);
      return one(isHalfMade(order) ? await restoreDate(order.id, content.dateOrder, signal) : order, draft.key, signal);
    },

    async between(fromDay: string, toDay: string, signal: AbortSignal): Promise<readonly SalesOrder[]> {
      const { zone } = await masters.company(signal);
      const domain = [
        ['state', 'in', ['sale', 'cancel']],
        ['date_order', '>=', odooTime(dayBounds(fromDay, zone).from)],
        ['date_order', '<', odooTime(dayBounds(toDay, zone).to)],
      ];
      const result: SalesOrder[] = [];
      for (let offset = 0; ; offset += PAGE) {
        const body = { domain, fields: ORDER_FIELDS, order: 'id', limit: PAGE, offset };
        const page = await client.call('sales orders', 'sale.order/search_read', body, orders, signal);
        const keyById = await keys.of(
          'sale.order',
          page.map(order => order.id),
          signal,
        );
        const ours = page.filter(order => keyById.has(order.id) && !isHalfMade(order));
        result.push(...(await whole(ours, keyById, signal)));
        if (page.length < PAGE) return result;
      }
    },
  };
}
