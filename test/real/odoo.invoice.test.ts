import { expect, inject, test } from 'vitest';
import { z } from 'zod';
import { postExactly, simpleDraft } from '../contract/erp/drafts.ts';
import { signal } from '../contract/erp/fixture.ts';
import { ask } from './ask.ts';
import { openOdooFixture } from './odoo-fixture.ts';

const DAY = '2026-11-13';
/** Of one invoice's making: the order, its lines, the draft. Its answer is lost. */
const LOADED = 3;

test('a draft invoice that somebody changed in Odoo is not posted; the next try makes it anew', async () => {
  const odoo = inject('odoo');
  const fixture = await openOdooFixture(odoo);
  const order = await postExactly(fixture, await simpleDraft(fixture));
  const before = await fixture.count();
  const loser = await fixture.losing(LOADED);
  await expect(loser.createInvoice(order, DAY, signal())).rejects.toMatchObject({ code: 'erp-unreachable' });
  expect((await fixture.count()).invoices).toBe(before.invoices + 1);

  const drafts = [
    ['move_id.state', '=', 'draft'],
    ['move_id.ref', '=', order.reference],
    ['display_type', '=', 'product'],
  ];
  const ids = z.array(z.number());
  const lines = await ask(odoo, 'account.move.line/search', { domain: drafts }, ids);
  expect(lines).not.toEqual([]);
  await ask(odoo, 'account.move.line/write', { ids: lines.slice(0, 1), vals: { quantity: 7 } }, z.literal(true));

  const again = fixture.erp.createInvoice(order, DAY, signal());
  await expect(again).rejects.toMatchObject({ category: 'safety', code: 'invoice-differs' });
  expect(await fixture.count()).toEqual(before);
  expect(await fixture.erp.createInvoice(order, DAY, signal())).toMatchObject({
    state: 'posted',
    totals: order.totals,
  });
  expect((await fixture.count()).invoices).toBe(before.invoices + 1);
  await fixture.close();
});
