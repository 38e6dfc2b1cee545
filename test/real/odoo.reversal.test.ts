import { expect, inject, test } from 'vitest';
import { z } from 'zod';
import { postExactly, simpleDraft } from '../contract/erp/drafts.ts';
import { signal } from '../contract/erp/fixture.ts';
import { ask } from './ask.ts';
import { openOdooFixture } from './odoo-fixture.ts';

const DAY = '2026-11-20';
const ids = z.array(z.number());
const done = z.literal(true);

async function invoiced() {
  const odoo = inject('odoo');
  const fixture = await openOdooFixture(odoo);
  const order = await postExactly(fixture, await simpleDraft(fixture));
  const invoice = await fixture.erp.createInvoice(order, '2026-11-13', signal());
  return { odoo, fixture, order, invoice, wish: { key: order.key, totals: order.totals, day: DAY } };
}

test('a locked order, a closed period and a credit note by hand are each told, and nothing is done', async () => {
  const { odoo, fixture, order, invoice, wish } = await invoiced();
  const before = await fixture.count();
  const refusal = async (why: RegExp): Promise<void> => {
    expect(await fixture.erp.reversalOf(wish, signal())).toEqual({ kind: 'refused', why: expect.stringMatching(why) });
    await expect(fixture.erp.reverseSalesOrder(wish, signal())).rejects.toMatchObject({ code: 'not-reversed' });
    expect(await fixture.count()).toEqual(before);
  };
  await ask(odoo, 'sale.order/write', { ids: [Number(order.id)], vals: { locked: true } }, done);
  await refusal(/is locked in Odoo/);
  await ask(odoo, 'sale.order/write', { ids: [Number(order.id)], vals: { locked: false } }, done);

  const [company = 0] = await ask(odoo, 'res.company/search', { domain: [] }, ids);
  const lock = (until: string | false) =>
    ask(odoo, 'res.company/write', { ids: [company], vals: { sale_lock_date: until } }, done);
  await lock('2026-11-30');
  const closed = await (await openOdooFixture(odoo)).erp.reversalOf(wish, signal());
  await lock(false);
  expect(closed).toEqual({ kind: 'refused', why: expect.stringMatching(/books are locked up to 2026-11-30/) });

  const journals = z.array(z.object({ journal_id: z.tuple([z.number(), z.string()]) }));
  const body = { ids: [Number(invoice.id)], fields: ['journal_id'] };
  const [move] = await ask(odoo, 'account.move/read', body, journals);
  const wizard = { move_ids: [[6, 0, [Number(invoice.id)]]], journal_id: move?.journal_id[0], reason: 'by hand' };
  const context = { active_model: 'account.move', active_ids: [Number(invoice.id)] };
  const made = await ask(odoo, 'account.move.reversal/create', { vals_list: [wizard], context }, ids);
  await ask(odoo, 'account.move.reversal/reverse_moves', { ids: made, context }, z.looseObject({}));
  const refused = await fixture.erp.reversalOf(wish, signal());
  expect(refused).toEqual({ kind: 'refused', why: expect.stringMatching(/credit note in Odoo that was made by hand/) });
  await fixture.close();
});

test('a credit note leaves nothing of the order to be invoiced, and its goods are free again', async () => {
  const { odoo, fixture, order, wish } = await invoiced();
  await fixture.erp.reverseSalesOrder(wish, signal());
  const shape = z.array(z.object({ qty_invoiced: z.number() }));
  const domain = [['order_id', '=', Number(order.id)]];
  const lines = await ask(odoo, 'sale.order.line/search_read', { domain, fields: ['qty_invoiced'] }, shape);
  expect(lines.map(line => line.qty_invoiced)).toEqual(lines.map(() => 0));
  const open = [
    ['sale_id', '=', Number(order.id)],
    ['state', '!=', 'cancel'],
  ];
  expect(await ask(odoo, 'stock.picking/search', { domain: open }, ids)).toEqual([]);
  await fixture.close();
});
