import type { Connection } from '../agent/connect.ts';
import { plannedOf } from '../agent/planned.ts';
import type { Sides } from '../agent/ports.ts';
import { previewOrders } from '../agent/preview.ts';
import { SyncError } from '../errors.ts';
import { emptyFold } from '../journal/fold.ts';
import { gapKey, isSameGap } from '../model/gap.ts';
import type { Mappings } from '../model/mappings.ts';
import type { Missing } from '../model/problem.ts';
import type { Check, Need } from '../model/setup.ts';
import { dayOf, days, instantOf } from '../model/time.ts';
import type { Catalogue } from '../ports.ts';
import { locationCheck, needsCheck, ordersCheck, productChecks, unread } from './checks.ts';
import { compareProducts } from './products.ts';
import { chooserOf, propose } from './propose.ts';

/** What is told while both sides are read. */
export type LookReport = {
  readonly progress: (words: string, done: number, total: number | undefined) => void;
  readonly found: (checks: readonly Check[]) => void;
};

const noMappings: Mappings = {
  items: {},
  specialItems: {},
  taxes: [],
  countries: {},
  paymentMethods: {},
  warehouses: {},
  customers: {},
  walkInCustomer: null,
};

/** How far back orders are looked at for what they need: as far as Shopify shows by itself. */
const lookBackDays = 60;

/**
 * Reads both sides and writes to neither: places, what the orders of the last 60 days need mapped, products by SKU.
 * @returns what is needed, most used first, with what would fit
 */
export async function lookAround(
  sides: Sides & { readonly shop: Catalogue },
  connection: Connection,
  report: LookReport,
  signal: AbortSignal,
): Promise<readonly Need[]> {
  report.progress('Reading locations', 0, undefined);
  report.found([locationCheck(await sides.shop.locations(signal))]);
  const { orders, needs } = await readNeeds(sides, connection, report, signal);
  report.found([ordersCheck(orders, lookBackDays), ...needsCheck(needs.map(({ missing }) => missing))]);
  report.progress('Reading products', 0, undefined);
  try {
    const progress = (done: number, total: number): void => report.progress('Reading products', done, total);
    report.found(productChecks(await compareProducts(sides.shop, sides.erp, progress, signal)));
  } catch (error) {
    // Without the permission to read products everything else still works.
    if (!(error instanceof SyncError) || error.category !== 'auth' || error.system !== 'shop') throw error;
    report.found([unread(error.message)]);
  }
  report.progress('Looking for what fits', 0, needs.length);
  const chooser = chooserOf(sides.erp, signal);
  const proposed: Need[] = [];
  for (const need of needs) {
    const { choice, why } = await propose(need.missing, chooser);
    proposed.push({ ...need, code: choice?.code, label: choice?.label, why });
    report.progress('Looking for what fits', proposed.length, needs.length);
  }
  return proposed;
}

/** Each report goes to every window. */
const reportEvery = 25;
/** More than anybody matches up at once; the rest is asked for when its orders come. */
const mostNeeds = 200;

/** What a sync without any mapping would ask for. */
async function readNeeds(
  sides: Sides,
  connection: Connection,
  report: LookReport,
  signal: AbortSignal,
): Promise<{ readonly orders: number; readonly needs: readonly Omit<Need, 'code' | 'label' | 'why'>[] }> {
  const since = instantOf(sides.clock.now() - days(lookBackDays));
  const from = dayOf(since, connection.shop.zone);
  const unmapped: Sides = {
    ...sides,
    settings: { ...sides.settings, orders: { ...sides.settings.orders, from } },
    mappings: { current: () => noMappings },
  };
  const total = await sides.shop.countOrdersUpdatedSince(since, signal);
  const needs = new Map<string, { readonly missing: Missing; orders: number }>();
  let orders = 0;
  for await (const one of previewOrders(unmapped, connection, emptyFold(), undefined, signal)) {
    orders += 1;
    if (orders % reportEvery === 0) report.progress('Reading orders', orders, Math.max(total, orders));
    const { missing } = plannedOf(one, sides.settings.orders);
    for (const gap of withoutRepeats(missing)) {
      const known = needs.get(gapKey(gap));
      if (known === undefined) needs.set(gapKey(gap), { missing: gap, orders: 1 });
      else known.orders += 1;
    }
  }
  return { orders, needs: [...needs.values()].toSorted((a, b) => b.orders - a.orders).slice(0, mostNeeds) };
}

const withoutRepeats = (gaps: readonly Missing[]): readonly Missing[] =>
  gaps.filter((gap, at) => gaps.findIndex(other => isSameGap(other, gap)) === at);
