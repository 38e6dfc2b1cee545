import { CATALOGUE, type CatalogueItem } from '../../sample/shop/catalogue.ts';

type DemoItem = CatalogueItem & { readonly kind?: 'not-counted' | 'kit' };

/** Where the demo's books differ from its shop, as books do. */
const DIFFERENCES: Readonly<
  Record<string, Partial<Pick<DemoItem, 'price' | 'kind'>> & { readonly stock?: Partial<DemoItem['stock']> }>
> = {
  'CDL-FIG-220': { price: '23.50' },
  'THR-MUS-140': { price: '85.00' },
  'TEA-EGY-125': { price: '8.20' },
  'MUG-SLT-350': { stock: { 'Stock room': 176 } },
  'CUP-OAT-090': { stock: { 'Leeds Shop': 23 } },
  // Sold at the till before the delivery was booked in.
  'ENM-PAN-020': { stock: { 'Leeds Shop': -1 } },
  // Six single balls in a bag.
  'LDY-BAL-006': { kind: 'kit' },
  // Weighed, not counted.
  'HOK-IRN-BLK': { kind: 'not-counted' },
};

/** The sample shop's catalogue as the demo's ERP has it. */
export const DEMO_ITEMS: readonly DemoItem[] = CATALOGUE.map(item => {
  const { stock, ...own } = DIFFERENCES[item.sku] ?? {};
  return { ...item, ...own, stock: { ...item.stock, ...stock } };
});
