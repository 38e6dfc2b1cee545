import { counted, listed } from '../../model/listed.ts';
import { localTime } from '../../model/time.ts';
import { problem, type Problem } from '../../model/problem.ts';
import type { Lacking } from './pair.ts';
import type { StockPolicy } from './policy.ts';

/** @param others variants besides the one with `sku`, of which none is written either */
export function sharedItem(
  sku: string,
  title: string,
  others: readonly { readonly sku: string; readonly title: string }[],
  code: string,
  erp: string,
): Problem {
  const count = counted(others.length + 1);
  const named = [{ sku, title }, ...others];
  if (others.every(other => other.sku === sku))
    return problem(
      'mapping',
      'duplicate-sku',
      `${count} products share ${sku}`,
      `${listed(named.map(one => one.title))} have the same SKU. Stock for all of them waits, because ${erp} counts them as one.`,
      'Give each of them a SKU of its own in Shopify, then compare again.',
    );
  return problem(
    'mapping',
    'shared-item',
    `${count} products stand for ${code} in ${erp}`,
    `${listed(named.map(one => `${one.title} (${one.sku})`))} lead to the same item. Stock for all of them waits, because it would be offered more than once.`,
    `Map each SKU to an item of its own in ${erp}.`,
  );
}

export const doubledItem = (code: string, names: readonly string[], erp: string): Problem =>
  problem(
    'mapping',
    'item-ambiguous',
    `${counted(names.length)} items in ${erp} share ${code}`,
    `${listed(names)} have the same code. Stock waits, because either could be meant.`,
    `Give one of them another code in ${erp}, then compare again.`,
  );

export const negativeStock = (sku: string, warehouse: string, units: string, erp: string): Problem =>
  problem(
    'rejected',
    'negative-stock',
    `${erp} says ${units.replace('-', '−')} for ${sku}`,
    `Its count in ${warehouse} is below zero. Shopify shows 0.`,
    `Correct the count in ${erp}, then compare again.`,
  );

/** What a person may choose for a level in conflict, and for a location at its start: the ERP's figures are written. */
export const useErp = 'use-erp';

export function changedByHand(
  name: string,
  shopify: number,
  wanted: number,
  agreed: number | undefined,
  updatedAt: string,
  { erp, shopZone }: Pick<StockPolicy, 'erp' | 'shopZone'>,
): Problem {
  const at = localTime(updatedAt, shopZone);
  return problem(
    'conflict',
    'changed-in-shopify',
    `${name} was counted differently in Shopify`,
    `Shopify shows ${shopify} since ${at}; ${erp} makes it ${wanted}${agreed === undefined ? '' : `, and both agreed on ${agreed} before`}. ${erp} owns the count, and somebody has changed it in Shopify. Shopify keeps its ${shopify} until you decide.`,
    `Use ${erp}'s ${wanted}, or correct the count in ${erp}.`,
    {
      details: {
        'in Shopify': String(shopify),
        [`in ${erp}`]: String(wanted),
        ...(agreed === undefined ? {} : { 'last agreed': String(agreed) }),
      },
    },
  );
}

export const contended = (name: string): Problem =>
  problem(
    'conflict',
    'changed-meanwhile',
    `${name} changes faster than it can be written`,
    'Each time its stock was about to be written, Shopify had another figure by then. Nothing was written over it.',
    'Nothing to do: it is compared again with the next sync. If it stays, look for another app that writes stock.',
  );

export const sharedWarehouse = (location: string, others: readonly string[], warehouse: string, erp: string): Problem =>
  problem(
    'mapping',
    'warehouse-shared',
    `${counted(others.length + 1)} locations are mapped to ${warehouse}`,
    `${listed([location, ...others])} would each offer all of what ${erp} has in ${warehouse}. Stock at all of them waits.`,
    `Map each location to a warehouse of its own in ${erp}.`,
  );

export const noLevel = (location: string, lacking: readonly Lacking[], erp: string): Problem =>
  problem(
    'mapping',
    'no-level',
    lacking.length === 1
      ? `${lacking[0]?.sku ?? ''} is not stocked at ${location}`
      : `${lacking.length} products are not stocked at ${location}`,
    `${erp} has ${listed(lacking.map(({ sku, onHand }) => `${onHand} of ${sku}`))} there, and Shopify has no stock level for them at ${location}. Nothing is written for them there.`,
    `Open the product in Shopify, Edit locations, and tick ${location}. Nothing to do where it is not sold from there.`,
  );
