import { standardOwner } from '../../world/ownership.ts';
import { expect, onTestFinished, test } from 'vitest';
import { importPolicy } from '../../../core/agent/policy.ts';
import { previewFlow, type Preview } from '../../../core/engine/preview.ts';
import { problemOf } from '../../../core/engine/settle.ts';
import type { Flow } from '../../../core/engine/flow.ts';
import { SyncError } from '../../../core/errors.ts';
import { importOrders } from '../../../core/flows/import-orders/flow.ts';
import { openJournalOn } from '../../../core/journal/journal.ts';
import type { Write } from '../../../core/model/write.ts';
import { sampleSettings } from '../../../main/config/sample-settings.ts';
import { MemoryJournal } from '../../fakes/memory-journal.ts';
import { ordinary } from '../../world/orders.ts';
import { openWorld, sha256, shopOf } from '../../world/world.ts';

const live = () => new AbortController().signal;

/** What a preview shows on a PC whose journal is empty. */
async function shownBy<R, Seen, W extends Write>(flow: Flow<R, Seen, W>): Promise<readonly Preview<unknown, W>[]> {
  const { view } = await openJournalOn(new MemoryJournal(), { version: '1', device: 'pc' });
  const shown: Preview<unknown, W>[] = [];
  for await (const one of previewFlow(flow, view, undefined, live())) shown.push(one);
  return shown;
}

const unused = () => Promise.reject(new Error('a preview does not ask for this'));

test('a preview shows an order that cannot be read too', async () => {
  const error = new SyncError('rejected', 'unreadable-order', 'Shopify sent an order in a form that cannot be read.');
  const flow: Flow<string, undefined, Write> = {
    name: 'import-orders',
    from: undefined,
    moneySide: 'shop',
    pages: async function* () {
      const at = { updatedAt: '2026-11-23T10:00:00Z', fingerprint: 'f', sale: undefined, request: undefined };
      yield [
        { ref: { id: '1', name: '#1' }, ...at, content: { ok: true, record: 'fine' } },
        { ref: { id: '2', name: '#2' }, ...at, content: { ok: false, error } },
      ];
    },
    observe: () => Promise.resolve(undefined),
    plan: () => ({ kind: 'skip', code: 'none', reason: 'None.', writes: [] }),
    gone: () => problemOf('#1', error),
    count: unused,
    one: unused,
    learn: () => {},
    ask: unused,
    act: unused,
  };
  expect(await shownBy(flow)).toMatchObject([
    { ref: { name: '#1' }, plan: { kind: 'skip' } },
    { ref: { name: '#2' }, plan: { kind: 'park', problem: { code: 'unreadable-order' } } },
  ]);
});

test('a preview of two orders of one new customer lists one customer to be created', async () => {
  const world = await openWorld({ shop: { seed: 'empty' } });
  onTestFinished(() => world.close());
  for (let time = 0; time < 2; time++) world.shop.placeOrder(ordinary());
  const { erp } = world;
  const shop = shopOf(world);
  const deps = {
    settings: sampleSettings(world.shop, 'Office PC'),
    mappings: { current: () => world.mappings, save: unused },
    ownership: standardOwner,
    erp,
    digest: sha256,
    clock: world.clock,
  };
  const policy = importPolicy(deps, await shop.info(live()), await erp.info(live()));
  const writes = (await shownBy(importOrders({ shop, erp, policy }))).flatMap(({ plan }) =>
    plan.kind === 'write' ? plan.writes.map(write => write.action) : [],
  );
  expect(writes.filter(action => action === 'create-customer')).toHaveLength(1);
  expect(writes.filter(action => action === 'post-sales-order')).toHaveLength(2);
});
