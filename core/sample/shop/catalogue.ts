/** What the built-in sample shop sells. A sample ERP is filled from the same list, so that both sides agree at the start. */

export interface CatalogueItem {
  readonly sku: string;
  readonly barcode: string;
  readonly product: string;
  readonly option: string;
  readonly variant: string;
  /** Product and variant in one line, as an ERP would name the item. */
  readonly title: string;
  readonly type: string;
  readonly vendor: string;
  /** Gross, GBP. */
  readonly price: string;
  readonly vatRate: string;
  /** Net, GBP. */
  readonly cost: string;
  readonly weightGrams: number;
  /** Pieces on hand by location name. */
  readonly stock: Readonly<Record<LocationName, number>>;
}

export const LOCATION_NAMES = ['Stock room', 'Leeds Shop'] as const;
export type LocationName = (typeof LOCATION_NAMES)[number];

type Row = readonly [
  sku: string,
  variant: string,
  price: string,
  cost: string,
  grams: number,
  room: number,
  shop: number,
];
type Head = readonly [product: string, type: string, vendor: string, option: string, vatRate: string];
type Group = readonly [head: Head, ...rows: Row[]];

const STANDARD = '0.2';
const REDUCED = '0.05';
const ZERO = '0';

const GROUPS: readonly Group[] = [
  [
    ['Stoneware mug', 'Tableware', 'Calder Pottery', 'Glaze', STANDARD],
    ['MUG-SLT-350', 'Slate', '14.90', '5.20', 410, 180, 36],
    ['MUG-OAT-350', 'Oatmeal', '14.90', '5.20', 410, 164, 28],
    ['MUG-FRN-350', 'Fern', '14.90', '5.20', 410, 92, 14],
  ],
  [
    ['Espresso cup', 'Tableware', 'Calder Pottery', 'Glaze', STANDARD],
    ['CUP-SLT-090', 'Slate', '9.50', '3.10', 160, 120, 18],
    ['CUP-OAT-090', 'Oatmeal', '9.50', '3.10', 160, 117, 20],
    ['CUP-FRN-090', 'Fern', '9.50', '3.10', 160, 84, 12],
  ],
  [
    ['Dinner plate', 'Tableware', 'Calder Pottery', 'Glaze', STANDARD],
    ['PLT-SLT-270', 'Slate', '18.00', '6.40', 820, 140, 24],
    ['PLT-OAT-270', 'Oatmeal', '18.00', '6.40', 820, 132, 20],
    ['PLT-FRN-270', 'Fern', '18.00', '6.40', 820, 76, 10],
  ],
  [
    ['Pasta bowl', 'Tableware', 'Calder Pottery', 'Glaze', STANDARD],
    ['BWL-SLT-230', 'Slate', '16.50', '5.90', 690, 96, 12],
    ['BWL-OAT-230', 'Oatmeal', '16.50', '5.90', 690, 88, 12],
    ['BWL-FRN-230', 'Fern', '16.50', '5.90', 690, 64, 8],
  ],
  [
    ['Serving jug', 'Tableware', 'Calder Pottery', 'Size', STANDARD],
    ['JUG-OAT-100', '1 litre', '32.00', '11.80', 980, 40, 6],
    ['JUG-OAT-200', '2 litre', '44.00', '16.20', 1540, 31, 4],
  ],
  [
    ['Scented candle', 'Candles', 'Tallow & Wick', 'Scent', STANDARD],
    ['CDL-FIG-220', 'Fig', '22.00', '7.30', 480, 150, 30],
    ['CDL-SEA-220', 'Sea salt', '22.00', '7.30', 480, 141, 26],
    ['CDL-CDR-220', 'Cedar', '22.00', '7.30', 480, 98, 18],
    ['CDL-UNS-220', 'Unscented', '19.00', '6.10', 480, 60, 8],
  ],
  [
    ['Dinner candles, pair', 'Candles', 'Tallow & Wick', 'Colour', STANDARD],
    ['CDL-IVO-PR2', 'Ivory', '6.95', '1.90', 130, 210, 40],
    ['CDL-RST-PR2', 'Rust', '6.95', '1.90', 130, 172, 32],
    ['CDL-GRN-PR2', 'Bottle green', '6.95', '1.90', 130, 166, 30],
  ],
  [
    ['Reed diffuser', 'Candles', 'Tallow & Wick', 'Scent', STANDARD],
    ['DIF-FIG-100', 'Fig', '28.00', '9.60', 390, 54, 10],
    ['DIF-SEA-100', 'Sea salt', '28.00', '9.60', 390, 49, 10],
  ],
  [
    ['Linen tea towel', 'Linen', 'Wharfe Weavers', 'Colour', STANDARD],
    ['LIN-TWL-OAT', 'Oatmeal', '12.00', '3.90', 120, 190, 30],
    ['LIN-TWL-IND', 'Indigo', '12.00', '3.90', 120, 175, 28],
    ['LIN-TWL-RST', 'Rust', '12.00', '3.90', 120, 158, 22],
  ],
  [
    ['Linen napkins, set of 4', 'Linen', 'Wharfe Weavers', 'Colour', STANDARD],
    ['LIN-NAP-OAT', 'Oatmeal', '34.00', '12.40', 260, 74, 10],
    ['LIN-NAP-IND', 'Indigo', '34.00', '12.40', 260, 68, 10],
  ],
  [
    ['Linen tablecloth', 'Linen', 'Wharfe Weavers', 'Size', STANDARD],
    ['LIN-TCL-150', '150 x 200 cm', '78.00', '29.50', 720, 28, 4],
    ['LIN-TCL-180', '180 x 280 cm', '104.00', '39.00', 1010, 32, 2],
  ],
  [
    ['Lambswool throw', 'Textiles', 'Dales Mill', 'Colour', STANDARD],
    ['THR-GRY-140', 'Grey', '89.00', '36.00', 950, 34, 6],
    ['THR-MUS-140', 'Mustard', '89.00', '36.00', 950, 30, 5],
    ['THR-FRN-140', 'Fern', '89.00', '36.00', 950, 26, 12],
  ],
  [
    ['Cushion cover', 'Textiles', 'Dales Mill', 'Colour', STANDARD],
    ['CSH-GRY-045', 'Grey', '29.50', '10.20', 240, 66, 9],
    ['CSH-MUS-045', 'Mustard', '29.50', '10.20', 240, 61, 8],
    ['CSH-FRN-045', 'Fern', '29.50', '10.20', 240, 44, 6],
  ],
  [
    ['Hot water bottle cover', 'Textiles', 'Dales Mill', 'Colour', STANDARD],
    ['HWB-GRY-200', 'Grey', '24.00', '8.70', 310, 58, 8],
    ['HWB-RST-200', 'Rust', '24.00', '8.70', 310, 55, 8],
  ],
  [
    ['Olive wood board', 'Kitchen', 'Harrogate Joinery', 'Size', STANDARD],
    ['BRD-OLV-030', '30 cm', '26.50', '9.40', 640, 70, 12],
    ['BRD-OLV-045', '45 cm', '39.00', '14.60', 1180, 52, 8],
  ],
  [
    ['Wooden spoon', 'Kitchen', 'Harrogate Joinery', 'Shape', STANDARD],
    ['SPN-OLV-RND', 'Round', '7.25', '1.95', 60, 220, 34],
    ['SPN-OLV-FLT', 'Flat', '7.25', '1.95', 60, 204, 30],
  ],
  [
    ['Enamel pie dish', 'Kitchen', 'Aire Enamel', 'Size', STANDARD],
    ['ENM-PIE-020', '20 cm', '11.00', '3.60', 330, 83, 10],
    ['ENM-PIE-026', '26 cm', '14.50', '4.80', 470, 77, 10],
  ],
  [
    ['Enamel saucepan', 'Kitchen', 'Aire Enamel', 'Size', STANDARD],
    ['ENM-PAN-016', '16 cm', '36.00', '13.70', 890, 33, 5],
    ['ENM-PAN-020', '20 cm', '44.50', '17.10', 1240, 29, 4],
  ],
  [
    ['Storage jar', 'Kitchen', 'Aire Enamel', 'Size', STANDARD],
    ['JAR-GLS-050', '0.5 litre', '8.40', '2.45', 380, 130, 20],
    ['JAR-GLS-100', '1 litre', '10.80', '3.30', 560, 124, 20],
    ['JAR-GLS-200', '2 litre', '13.60', '4.40', 830, 101, 14],
  ],
  [
    ['Wicker basket', 'Storage', 'Nidd Willow', 'Size', STANDARD],
    ['BSK-WIL-SML', 'Small', '27.00', '10.50', 700, 38, 14],
    ['BSK-WIL-LRG', 'Large', '45.00', '18.20', 1600, 24, 4],
  ],
  [
    ['Cast iron hook', 'Storage', 'Nidd Willow', 'Finish', STANDARD],
    ['HOK-IRN-BLK', 'Black', '5.60', '1.40', 180, 260, 40],
    ['HOK-IRN-BRS', 'Brass', '6.80', '1.85', 180, 240, 36],
  ],
  [
    ['Draught excluder', 'Energy saving', 'Dales Mill', 'Width', REDUCED],
    ['DRF-EXC-080', '80 cm', '21.00', '8.10', 900, 47, 8],
    ['DRF-EXC-100', '100 cm', '24.15', '9.20', 1100, 41, 6],
  ],
  [
    ['Cookery book: Yorkshire Suppers', 'Books', 'Moorside Press', 'Binding', ZERO],
    ['BOK-YKS-HBK', 'Hardback', '25.00', '11.25', 980, 63, 12],
    ['BOK-YKS-PBK', 'Paperback', '14.99', '6.75', 610, 78, 16],
  ],
  [
    ['Loose leaf tea', 'Larder', 'Ridge Tea', 'Blend', ZERO],
    ['TEA-BRK-125', 'Breakfast', '7.80', '3.05', 150, 144, 24],
    ['TEA-EGY-125', 'Earl Grey', '7.80', '3.05', 150, 138, 24],
  ],
  [
    ['Wool dryer balls, set of 6', 'Laundry', 'Dales Mill', 'Title', STANDARD],
    ['LDY-BAL-006', 'Default Title', '13.50', '4.20', 260, 85, 18],
  ],
];

export const CATALOGUE: readonly CatalogueItem[] = GROUPS.flatMap(group => {
  const [[product, type, vendor, option, vatRate], ...rows] = group;
  return rows.map(([sku, variant, price, cost, weightGrams, room, shop]) => ({
    sku,
    barcode: barcode(sku),
    product,
    option,
    variant,
    title: variant === 'Default Title' ? product : `${product}, ${variant}`,
    type,
    vendor,
    price,
    vatRate,
    cost,
    weightGrams,
    stock: { 'Stock room': room, 'Leeds Shop': shop },
  }));
});

/** As many variants as asked for, of the same kinds of goods again and again, each with its own SKU and barcode. */
export function catalogueOf(variants: number): CatalogueItem[] {
  return Array.from({ length: variants }, (_none, i) => {
    const item = CATALOGUE[i % CATALOGUE.length];
    if (!item) throw new RangeError('The catalogue is empty.');
    const series = Math.floor(i / CATALOGUE.length) + 1;
    const sku = `${item.sku}-${String(series).padStart(4, '0')}`;
    const named = (title: string): string => `${title}, series ${series}`;
    return { ...item, sku, barcode: barcode(sku), product: named(item.product), title: named(item.title) };
  });
}

/** An EAN-13 of the in-house range (prefix 20), derived from the SKU. */
function barcode(sku: string): string {
  let number = 7;
  for (const char of sku) number = (number * 31 + char.charCodeAt(0)) % 10_000_000_000;
  const digits = `20${String(number).padStart(10, '0')}`;
  const sum = Array.from(digits).reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
