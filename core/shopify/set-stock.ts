import { z } from 'zod';
import { SyncError, withTheLog } from '../errors.ts';
import type { StockAnswer, StockChange } from '../goods-ports.ts';
import type { StockQuantity } from '../model/stock.ts';
import type { Client } from './client.ts';
import { keyFailure } from './idempotency.ts';
import { parsed } from './parse-page.ts';
import { stockSet } from './stock-operations.ts';

const userError = z.object({
  code: z.string().nullish(),
  field: z.array(z.string()).nullish(),
  message: z.string().catch(''),
});
type UserError = z.infer<typeof userError>;
const answer = z.object({
  inventorySetQuantities: z.object({
    inventoryAdjustmentGroup: z.object({ id: z.string() }).nullable(),
    userErrors: z.array(userError),
  }),
});

const stale = new Set(['CHANGE_FROM_QUANTITY_STALE', 'COMPARE_QUANTITY_STALE']);
/** Faults of the request as a whole, which no other number would mend. */
const ours = new Set([
  'COMPARE_QUANTITY_REQUIRED',
  'INVALID_NAME',
  'INVALID_REASON',
  'INVALID_REFERENCE_DOCUMENT',
  'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR',
]);
const words: Readonly<Record<string, string>> = {
  CHANGE_FROM_QUANTITY_STALE: 'Shopify has another number by now.',
  INVALID_INVENTORY_ITEM: 'Shopify no longer has this item.',
  INVALID_LOCATION: 'Shopify no longer has this location.',
  INVALID_QUANTITY_NEGATIVE: 'Shopify does not take a negative number.',
  INVALID_QUANTITY_TOO_HIGH: 'The number is higher than Shopify takes.',
  INVALID_QUANTITY_TOO_LOW: 'The number is lower than Shopify takes.',
  NON_MUTABLE_INVENTORY_ITEM: 'Its stock follows that of its parts, so that it cannot be set.',
};

export async function setStock(
  quantity: StockQuantity,
  changes: readonly StockChange[],
  { key, reference }: { readonly key: string; readonly reference: string },
  client: Client,
  signal: AbortSignal,
): Promise<StockAnswer> {
  const quantities = changes.map(({ itemId, locationId, from, to }) => ({
    inventoryItemId: itemId,
    locationId,
    quantity: to,
    changeFromQuantity: from,
  }));
  const input = { name: quantity, reason: 'correction', referenceDocumentUri: reference, quantities };
  const { data } = await client.run(stockSet, { key, input }, signal);
  const { inventoryAdjustmentGroup, userErrors } = parsed(answer, stockSet.name, data).inventorySetQuantities;
  if (userErrors.length === 0) return { landed: true, id: inventoryAdjustmentGroup?.id };
  return { landed: false, refused: userErrors.map(error => refusal(error, changes.length)) };
}

function refusal({ code: given, field, message }: UserError, sent: number) {
  const code = given ?? 'none';
  const details = { operation: stockSet.name, code };
  const key = keyFailure(code, details);
  if (key !== undefined) throw key;
  if (ours.has(code)) {
    throw new SyncError('bug', 'stock-request-refused', 'Shopify did not understand how Counterfoil sets stock.', {
      system: 'shop',
      nextStep: `Nothing was changed. Report it ${withTheLog}.`,
      details,
    });
  }
  return { at: placeOf(field ?? [], sent), stale: stale.has(code), code, message: words[code] ?? message };
}

/** ["input", "quantities", "3", "changeFromQuantity"]: the place in what was sent. */
function placeOf(field: readonly string[], sent: number): number | undefined {
  const index = Number(field[field.indexOf('quantities') + 1] ?? Number.NaN);
  if (field.includes('quantities') && Number.isInteger(index) && index >= 0 && index < sent) return index;
  return sent === 1 ? 0 : undefined;
}
