import { standardOwner } from '../../world/ownership.ts';
import { expect, onTestFinished, test } from 'vitest';
import { importPolicy } from '../../../core/agent/policy.ts';
import { previewFlow, type Preview } from '../../../core/engine/preview.ts';
import { retryPolicies } from '../../../core/engine/retry.ts';
import { problemOf } from '../../../core/engine/settle.ts';
import type { Flow } from '../../../core/engine/flow.ts';
import { SyncError } from '../../../core/errors.ts';
import { importOrders } from '../../../core/flows/import-orders/flow.ts';
import { openJournalOn } from '../../../core/journal/journal.ts';
import type { Write } from '../../../core/model/write.ts';
import { sampleSettings } from '../../../main/config/sample-settings.ts';
import { MemoryJournal } from '../../fakes/memory-journal.ts';
import { worldClock } from '../../world/clock.ts';
import { ordinary } from '../../world/orders.ts';
import { openWorld, sha256, shopOf } from '../../world/world.ts';
import { noAnswer } from '../../world/wrap.ts';

const live = () => new AbortController().signal;

/** What a preview shows on a PC whose journal is empty. */
async function shownBy<R, Seen, W extends Write>(
  flow: Flow<R, Seen, W>,
  also: readonly string[] = [],
): Promise<readonly Preview<unknown, W>[]> {
  const { view } = await openJournalOn(new MemoryJournal(), { version: '1', device: 'pc' });
  const deps = { view, clock: worldClock(), policies: retryPolicies };
  const shown: Preview<unknown, W>[] = [];
  for await (const one of previewFlow(flow, deps, { also }, live())) shown.push(one);
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
    learn: () => false,
    ask: unused,
    act: unused,
  };
  expect(await shownBy(flow)).toMatchObject([
    { ref: { name: '#1' }, plan: { kind: 'skip' } },
    { ref: { name: '#2' }, plan: { kind: 'park', problem: { code: 'unreadable-order' } } },
  ]);
});

/** The flow of a shop with two orders of one new customer. */
async function twoOrdersOfOne() {
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
  return importOrders({ shop, erp, policy });
}

const actionsOf = (shown: readonly Preview<unknown, Write>[]) =>
  shown.flatMap(({ plan }) => (plan.kind === 'write' ? plan.writes.map(({ action }) => action) : []));

const onceEach = ['create-customer', 'post-sales-order', 'post-sales-order'];
const isOfCustomerOrOrder = (action: string) => onceEach.includes(action);

test('a preview of two orders of one new customer lists one customer to be created', async () => {
  const flow = await twoOrdersOfOne();
  expect(actionsOf(await shownBy(flow)).filter(isOfCustomerOrOrder)).toEqual(onceEach);
});

test('also where the second order is on another page, or is looked at although it has not changed', async () => {
  const flow = await twoOrdersOfOne();
  const paged: typeof flow = {
    ...flow,
    pages: async function* (since, signal) {
      for await (const page of flow.pages(since, signal)) for (const one of page) yield [one];
    },
  };
  expect(actionsOf(await shownBy(paged)).filter(isOfCustomerOrOrder)).toEqual(onceEach);
  let second = '';
  const firstAlone: typeof flow = {
    ...flow,
    pages: async function* (since, signal) {
      for await (const [one, other] of flow.pages(since, signal)) {
        second = other?.ref.id ?? '';
        if (one !== undefined) yield [one];
      }
    },
  };
  await shownBy(firstAlone);
  expect(actionsOf(await shownBy(firstAlone, [second])).filter(isOfCustomerOrOrder)).toEqual(onceEach);
});

test('a preview goes on where one read got no answer, and shows each order once', async () => {
  const flow = await twoOrdersOfOne();
  const silentOnce = () => {
    let failed = false;
    return () => {
      if (failed) return;
      failed = true;
      throw noAnswer();
    };
  };
  const [page, seen] = [silentOnce(), silentOnce()];
  const shaky: typeof flow = {
    ...flow,
    pages: async function* (since, signal) {
      for await (const [one, other] of flow.pages(since, signal)) {
        if (one !== undefined) yield [one];
        page();
        if (other !== undefined) yield [other];
      }
    },
    observe: async (records, signal) => {
      seen();
      return flow.observe(records, signal);
    },
  };
  expect((await shownBy(shaky)).map(({ ref }) => ref.name)).toEqual((await shownBy(flow)).map(({ ref }) => ref.name));
});
