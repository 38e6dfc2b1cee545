import { deactivateInput, locationInput, productEdit, productInput, stockInput, variantEdit } from './goods-input.ts';
import { InputProblem } from './input-problem.ts';
import { moneyText } from './money.ts';
import type { Level, Location, Product, Variant } from './records.ts';
import type { SampleShop } from './sample-shop.ts';
import { onHand } from './store.ts';
import { gid } from './views/view.ts';

/** The levers for goods and locations: `what` in the path names which, `how` what happens to it. */
export function changeGoods(shop: SampleShop, what: string, which: string, how: string, body: unknown): unknown {
  if (what === 'products' && which === '') return productSummary(shop, shop.addProduct(productInput.parse(body)));
  if (what === 'locations' && which === '') return locationSummary(shop.addLocation(locationInput.parse(body)));
  switch (`${what}/${how}`) {
    case 'products/edit':
      return productSummary(shop, shop.editProduct(which, productEdit.parse(body)));
    case 'products/delete':
      return shop.deleteProduct(which);
    case 'variants/edit':
      return variantSummary(shop, shop.editVariant(which, variantEdit.parse(body)));
    case 'variants/delete':
      return shop.deleteVariant(which);
    case 'variants/stock':
      return levelSummary(shop, shop.setStock(which, stockInput.parse(body)));
    case 'locations/deactivate':
      return locationSummary(shop.deactivateLocation(which, deactivateInput.parse(body)));
    default:
      throw new InputProblem(
        'path',
        'ends in products/…/edit or delete, variants/…/edit, stock or delete, or locations/…/deactivate',
      );
  }
}

const productSummary = (shop: SampleShop, product: Product) => ({
  id: gid('Product', product.id),
  title: product.title,
  status: product.status,
  variants: shop.store.variants.ofProduct(product.id).map(one => variantSummary(shop, one)),
});

const variantSummary = ({ store }: SampleShop, variant: Variant) => ({
  id: gid('ProductVariant', variant.id),
  inventoryItemId: gid('InventoryItem', variant.inventoryItemId),
  title: variant.title,
  sku: variant.sku,
  price: `${moneyText(variant.price, store.settings.currency)} ${store.settings.currency}`,
  tracked: variant.tracked,
});

const levelSummary = ({ store }: SampleShop, level: Level) => ({
  location: store.locations.get(level.locationId)?.name,
  stocked: level.isActive,
  available: level.quantities.available,
  onHand: onHand(level),
});

const locationSummary = ({ id, name, isActive }: Location) => ({ id: gid('Location', id), name, isActive });
