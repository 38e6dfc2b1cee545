import type { Store } from './client.ts';
import {
  company,
  items,
  paymentMethods,
  priceLists,
  stock,
  taxes,
  warehouses,
  type Company,
  type FamilyRecord,
  type ItemRecord,
  type PriceListRecord,
  type TaxRecord,
} from './masters.ts';
import { refuse, unreadable } from './refuse.ts';

/** What the ERP knows before the first order, as its files say at the moment of the call. */
export type Masters = {
  company(): Company;
  items(): readonly ItemRecord[];
  families(): readonly FamilyRecord[];
  /** None where there is no such file. */
  priceLists(): readonly PriceListRecord[];
  /** @throws rejected when there is none with this code. */
  priceList(code: string): PriceListRecord;
  /** The one active item with this code. @throws rejected when there is none, or more than one. */
  item(code: string): ItemRecord;
  taxes(): readonly TaxRecord[];
  tax(code: string, included: boolean): TaxRecord;
  warehouses(): readonly { readonly code: string; readonly label: string }[];
  warehouse(code: string | undefined): string;
  paymentMethods(): readonly { readonly code: string; readonly label: string; readonly account: string }[];
  paymentMethod(code: string): { readonly code: string; readonly account: string };
  stock(): readonly { readonly item: string; readonly warehouse: string; readonly onHand: number }[];
};

export function readMasters(store: Store): Masters {
  const readCompany = needed('company.json', store.watched('company.json', company));
  const readItems = needed('items.json', store.watched('items.json', items));
  const readTaxes = needed('taxes.json', store.watched('taxes.json', taxes));
  const readMethods = needed('payment-methods.json', store.watched('payment-methods.json', paymentMethods));
  const readWarehouses = needed('warehouses.json', store.watched('warehouses.json', warehouses));
  const readPriceLists = store.watched('price-lists.json', priceLists);
  const readStock = needed('stock.json', store.watched('stock.json', stock));

  return {
    company: readCompany,
    items: () => readItems().items,
    families: () => readItems().families,
    priceLists: () => readPriceLists()?.priceLists ?? [],
    priceList(code) {
      const list = readPriceLists()?.priceLists.find(one => one.code === code);
      if (list === undefined)
        throw refuse('unknown-price-list', `There is no price list "${code}".`, 'Choose another price list.');
      return list;
    },
    item(code) {
      const matches = readItems().items.filter(item => item.code === code && item.active);
      const [item] = matches;
      if (item === undefined)
        throw refuse(
          'unknown-item',
          `There is no active item "${code}".`,
          `Create the item ${code} or map another one.`,
        );
      if (matches.length > 1)
        throw refuse(
          'ambiguous-item',
          `${matches.length} items share the code "${code}".`,
          'Give one of them another code.',
        );
      return item;
    },
    taxes: () => readTaxes().taxes,
    tax(code, included) {
      const tax = readTaxes().taxes.find(one => one.code === code && one.active);
      if (tax === undefined)
        throw refuse('unknown-tax', `There is no active tax "${code}".`, 'Create the tax or map another one.');
      if (tax.included !== included)
        throw refuse(
          'tax-of-the-other-kind',
          `The tax "${code}" is for prices ${tax.included ? 'with' : 'without'} tax; this order's are the other kind.`,
          'Map this rate to the tax of the right kind.',
        );
      return tax;
    },
    warehouses: () => readWarehouses().warehouses,
    warehouse(code) {
      const wanted = code ?? readCompany().defaultWarehouse;
      if (!readWarehouses().warehouses.some(one => one.code === wanted))
        throw refuse(
          'unknown-warehouse',
          `There is no warehouse "${wanted}".`,
          'Map the location to another warehouse.',
        );
      return wanted;
    },
    paymentMethods: () => readMethods().paymentMethods,
    paymentMethod(code) {
      const method = readMethods().paymentMethods.find(one => one.code === code);
      if (method === undefined)
        throw refuse(
          'unknown-payment-method',
          `There is no payment method "${code}".`,
          'Map the gateway to another one.',
        );
      return method;
    },
    stock: () => readStock().levels,
  };
}

const needed =
  <T>(path: string, look: () => T | undefined) =>
  (): T => {
    const value = look();
    if (value === undefined) throw unreadable(path, 'the file is missing');
    return value;
  };
