import { z } from 'zod';
import type { ShopProducts } from '../goods-ports.ts';
import type { ProductField, ShopProduct, Values } from '../model/product.ts';
import type { Client } from './client.ts';
import { parsed } from './parse-page.ts';
import { product, type PartialProduct } from './parse-product.ts';
import { productGone, productMissing, productRefused, variantAt, type ProductUserError } from './product-failures.ts';
import { newProductInput, productInput, variantInput } from './product-input.ts';
import { productCreate, productUpdate, variantsUpdate } from './product-operations.ts';
import { productsOf, whole } from './read-products.ts';

const payload = z.object({
  product: product.nullable(),
  userErrors: z.array(
    z.object({
      code: z.string().nullish(),
      field: z.array(z.string()).nullish(),
      message: z.string().catch(''),
    }),
  ),
});
const updated = z.object({ productUpdate: payload });
const ofVariants = z.object({ productVariantsBulkUpdate: payload });
const created = z.object({ productSet: payload });

type Written = { readonly product: PartialProduct | null; readonly userErrors: readonly ProductUserError[] };
type Variants = Parameters<ShopProducts['updateVariants']>[1];
type Draft = Parameters<ShopProducts['createProduct']>[0];

export async function updatedProduct(
  id: string,
  values: Values<ProductField>,
  client: Client,
  signal: AbortSignal,
): Promise<ShopProduct> {
  const { data } = await client.run(productUpdate, { product: { ...productInput(values), id } }, signal);
  const answer = parsed(updated, productUpdate.name, data).productUpdate;
  const [error] = answer.userErrors;
  if (error === undefined) return written(answer, productUpdate.name, client, signal);
  throw productRefused(error, (await present(id, client, signal)).title, productUpdate.name);
}

export async function updatedVariants(
  productId: string,
  variants: Variants,
  client: Client,
  signal: AbortSignal,
): Promise<ShopProduct> {
  const inputs = variants.map(({ id, values }) => ({ ...variantInput(values), id }));
  const { data } = await client.run(variantsUpdate, { productId, variants: inputs }, signal);
  const answer = parsed(ofVariants, variantsUpdate.name, data).productVariantsBulkUpdate;
  const [error] = answer.userErrors;
  if (error === undefined) return written(answer, variantsUpdate.name, client, signal);
  const own = await present(productId, client, signal);
  const id = variants[variantAt(error) ?? -1]?.id;
  const title = own.variants.find(one => one.id === id)?.title ?? own.title;
  throw productRefused(error, title, variantsUpdate.name);
}

export async function createdProduct(
  { product: values, variant }: Draft,
  client: Client,
  signal: AbortSignal,
): Promise<ShopProduct> {
  const { data } = await client.run(productCreate, { input: newProductInput(values, variant) }, signal);
  const answer = parsed(created, productCreate.name, data).productSet;
  const [error] = answer.userErrors;
  if (error === undefined) return written(answer, productCreate.name, client, signal);
  throw productRefused(error, values.title ?? variant.sku ?? '', productCreate.name);
}

async function written(
  { product: own }: Written,
  operation: string,
  client: Client,
  signal: AbortSignal,
): Promise<ShopProduct> {
  if (own === null) throw productMissing(operation);
  return whole(own, client, signal);
}

/** For the words of a refusal: what it is about, which the refusal does not say. */
async function present(id: string, client: Client, signal: AbortSignal): Promise<ShopProduct> {
  const [own] = await productsOf([id], client, signal);
  if (own === undefined) throw productGone(id);
  return own;
}
