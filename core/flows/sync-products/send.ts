import { assertNever, recoveryOf, SyncError } from '../../errors.ts';
import type { Sent } from '../../engine/comparison.ts';
import type { ShopProduct } from '../../model/product.ts';
import type { FieldChange, Landed } from '../../model/write.ts';
import { collected } from './collected.ts';
import type { ProductSides } from './sides.ts';
import { fieldNames } from './fields.ts';
import type { AnyValues, ProductWrite } from './writes.ts';

type Sides = Pick<ProductSides, 'shop' | 'erp' | 'policy'>;
type Of<A extends ProductWrite['action']> = Extract<ProductWrite, { action: A }>;

/** Variants of one product go together; all else by itself. */
export const lotOf = (write: ProductWrite): string =>
  write.action === 'update-variant' ? `variants ${write.body.productId}` : write.key;

/** @throws SyncError where nobody can tell what landed */
export async function sendLot(
  writes: readonly ProductWrite[],
  sides: Sides,
  signal: AbortSignal,
): Promise<readonly Sent[]> {
  const variants = writes.filter(write => write.action === 'update-variant');
  const ofVariants = variants.length === 0 ? new Map<string, Sent>() : await sendVariants(variants, sides, signal);
  const sent: Sent[] = [];
  for (const write of writes) sent.push(ofVariants.get(write.key) ?? (await sendOne(write, sides, signal)));
  return sent;
}

async function sendOne(write: ProductWrite, sides: Sides, signal: AbortSignal): Promise<Sent> {
  try {
    switch (write.action) {
      case 'update-product':
        return await sendProduct(write, sides, signal);
      case 'update-variant':
        return { kind: 'stale' };
      case 'update-item':
        return await sendItem(write, sides, signal);
      case 'create-item':
        return await sendNewItem(write, sides, signal);
      case 'create-product':
        return await sendNewProduct(write, sides, signal);
      default:
        return assertNever(write, 'Write to products');
    }
  } catch (error) {
    return refusalOf(error);
  }
}

/** What the other side has turned down, with nothing changed, concerns this record alone. */
function refusalOf(error: unknown): Sent {
  if (error instanceof SyncError && recoveryOf(error) === 'park')
    return error.category === 'conflict' && error.code === 'changed-meanwhile'
      ? { kind: 'stale' }
      : { kind: 'refused', error };
  throw error;
}

/** Where the other side made something else of a value. */
const differences = (wanted: AnyValues, held: AnyValues): readonly FieldChange[] =>
  fieldNames.flatMap(field => {
    if (wanted[field] === undefined) return [];
    const [before, after] = [wanted[field] ?? null, held[field] ?? null];
    return before === after ? [] : [{ field, before, after }];
  });
const holds = (held: AnyValues, wanted: AnyValues): boolean => differences(wanted, held).length === 0;

const landedAs = (ref: Pick<Landed, 'id' | 'name'>, how: Landed['how'], wanted: AnyValues, held: AnyValues): Sent => ({
  kind: 'landed',
  landed: { ...ref, how, fields: differences(wanted, held) },
});

async function sendProduct(
  { body, record }: Of<'update-product'>,
  { shop }: Sides,
  signal: AbortSignal,
): Promise<Sent> {
  const [product] = await shop.productsOf([body.productId], signal);
  if (product === undefined) return { kind: 'stale' };
  const ref = { id: product.id, name: record.name };
  if (holds(product.values, body.values)) return landedAs(ref, 'found', body.values, product.values);
  if (!holds(product.values, body.before)) return { kind: 'stale' };
  const { values } = await shop.updateProduct(body.productId, body.values, signal);
  return landedAs(ref, 'written', body.values, values);
}

async function sendVariants(
  writes: readonly Of<'update-variant'>[],
  sides: Sides,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Sent>> {
  const productId = writes[0]?.body.productId ?? '';
  const [product] = await sides.shop.productsOf([productId], signal);
  const sent = new Map<string, Sent>();
  const open: Of<'update-variant'>[] = [];
  for (const write of writes) {
    const { body, key } = write;
    const held = product?.variants.find(({ id }) => id === body.variantId)?.values;
    if (held !== undefined && holds(held, body.values))
      sent.set(key, landedAs({ id: body.variantId, name: write.record.name }, 'found', body.values, held));
    else if (held === undefined || !holds(held, body.before)) sent.set(key, { kind: 'stale' });
    else open.push(write);
  }
  if (open.length > 0) for (const [key, one] of await writeVariants(productId, open, sides, signal)) sent.set(key, one);
  return sent;
}

/** Shopify takes all of them or none: where it refuses, each goes by itself, so that one does not stop the rest. */
async function writeVariants(
  productId: string,
  writes: readonly Of<'update-variant'>[],
  sides: Sides,
  signal: AbortSignal,
): Promise<readonly (readonly [string, Sent])[]> {
  const variants = writes.map(({ body: { variantId, inventoryItemId, values } }) => ({
    id: variantId,
    itemId: inventoryItemId,
    values,
  }));
  try {
    const product = await sides.shop.updateVariants(productId, variants, signal);
    return writes.map(({ key, body, record }) => [
      key,
      landedVariant(product, body.variantId, record.name, body.values),
    ]);
  } catch (error) {
    const refusal = refusalOf(error);
    const [only] = writes;
    if (writes.length === 1 && only !== undefined) return [[only.key, refusal]];
    const sent: (readonly [string, Sent])[] = [];
    for (const write of writes) sent.push(...(await writeVariants(productId, [write], sides, signal)));
    return sent;
  }
}

const landedVariant = (product: ShopProduct, id: string, name: string, wanted: AnyValues): Sent =>
  landedAs({ id, name }, 'written', wanted, product.variants.find(variant => variant.id === id)?.values ?? {});

async function sendItem({ body, record }: Of<'update-item'>, { erp }: Sides, signal: AbortSignal): Promise<Sent> {
  const { itemId, before, values, priceList } = body;
  const item = await erp.updateItem(itemId, { before, values, priceList: priceList ?? undefined }, signal);
  const held = { ...item.family.values, ...item.values, sku: item.code };
  return landedAs({ id: item.id, name: record.name }, 'written', values, held);
}

/** Only where the ERP has no item with the code, asked just before: a list may have left it out. */
async function sendNewItem({ body }: Of<'create-item'>, { erp, policy }: Sides, signal: AbortSignal): Promise<Sent> {
  const { code, key, values } = body;
  const priceList = policy.settings.priceList ?? undefined;
  if ((await collected(erp.items({ codes: [code] }, priceList, signal))).length > 0) return { kind: 'stale' };
  const item = await erp.createItem({ key, code, values }, signal);
  const held = { ...item.family.values, ...item.values, sku: item.code };
  return landedAs({ id: item.id, name: item.code }, 'written', values, held);
}

async function sendNewProduct({ body }: Of<'create-product'>, { shop }: Sides, signal: AbortSignal): Promise<Sent> {
  const product = await shop.createProduct({ product: body.product, variant: body.variant }, signal);
  const held = { ...product.values, ...product.variants[0]?.values };
  return landedAs({ id: product.id, name: body.code }, 'written', { ...body.product, ...body.variant }, held);
}
