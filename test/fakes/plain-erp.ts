import { add, money, subtract, sum, zero } from '../../core/model/money.ts';
import { reversalFrom } from '../../core/model/reversal.ts';
import type { Customer, ErpRef, Invoice, SalesOrder, SalesOrderDraft, Totals } from '../../core/model/sales-order.ts';
import type { ErpGoods } from '../../core/goods-ports.ts';
import type { Erp } from '../../core/ports.ts';

/** Its features say so: nobody asks. */
const noGoods = (): never => {
  throw new Error('The plain ERP knows of orders only');
};

type Kept<T> = { readonly key: string; readonly ref: T };

/**
 * An ERP without a key of its own: every create makes one more record, whoever asks and however often. It keeps none of the
 * promises on repeating that an adapter gives, so whatever is right in its books is the engine's own care.
 */
export class PlainErp implements Erp, ErpGoods {
  readonly kind = 'plain';
  readonly features = { nativeKey: false, acceptsTaxAmounts: true, invoices: true, payments: true, reversals: true };
  readonly customers: Customer[] = [];
  readonly addresses: Kept<ErpRef>[] = [];
  readonly drafts: SalesOrder[] = [];
  readonly orders: SalesOrder[] = [];
  readonly invoices: Kept<Invoice>[] = [];
  readonly payments: Kept<ErpRef>[] = [];
  readonly creditNotes: Kept<ErpRef>[] = [];

  goodsFeatures = async () => ({
    stock: false,
    readsFields: [],
    writesFields: [],
    createsItems: false,
    priceLists: [],
  });
  stock = async () => noGoods();
  stockChangedSince = async () => noGoods();
  items = () => noGoods();
  updateItem = async () => noGoods();
  createItem = async () => noGoods();

  info = async () => ({ name: 'Plain ERP', currency: 'GBP' });
  choices = async () => [];
  findItems = async (codes: readonly string[]) => codes.map(code => ({ id: code, name: code, code, active: true }));

  findCustomers: Erp['findCustomers'] = async ({ keys, emails }) =>
    this.customers.filter(one => keys.includes(one.key ?? '') || emails.includes(one.email ?? ''));

  createCustomer: Erp['createCustomer'] = async ({ key, name, email }) =>
    kept(this.customers, { id: `C${this.customers.length + 1}`, name, key, email });

  findDeliveryAddress: Erp['findDeliveryAddress'] = async key => this.addresses.find(one => one.key === key)?.ref;
  createDeliveryAddress: Erp['createDeliveryAddress'] = async ({ key }) =>
    kept(this.addresses, { key, ref: numbered('A', this.addresses) }).ref;

  findSalesOrders: Erp['findSalesOrders'] = async keys =>
    [...this.orders, ...this.drafts].filter(one => keys.includes(one.key)).map(one => this.withInvoice(one));

  draftSalesOrder: Erp['draftSalesOrder'] = async draft =>
    kept(this.drafts, documentOf(draft, 'draft', numbered('D', this.drafts)));

  discardSalesOrder: Erp['discardSalesOrder'] = async key => {
    for (const draft of this.drafts.filter(one => one.key === key)) this.drafts.splice(this.drafts.indexOf(draft), 1);
  };

  postSalesOrder: Erp['postSalesOrder'] = async draft => {
    await this.discardSalesOrder(draft.key, new AbortController().signal);
    return kept(this.orders, documentOf(draft, 'posted', numbered('S', this.orders)));
  };

  createInvoice: Erp['createInvoice'] = async ({ key }) => {
    const totals = this.orders.find(order => order.key === key)?.totals ?? none;
    const invoice: Invoice = { ...numbered('I', this.invoices), state: 'posted', totals };
    return kept(this.invoices, { key, ref: invoice }).ref;
  };

  findPayment: Erp['findPayment'] = async key => this.payments.find(one => one.key === key)?.ref;
  recordPayment: Erp['recordPayment'] = async ({ key }) =>
    kept(this.payments, { key, ref: numbered('P', this.payments) }).ref;

  reversalOf: Erp['reversalOf'] = async wish => {
    const order = this.orders.find(one => one.key === wish.key);
    const creditNote = this.creditNotes.find(one => one.key === wish.key)?.ref;
    const invoice = this.invoices.find(one => one.key === wish.key)?.ref;
    const facts = { isOut: false, invoices: invoice === undefined ? [] : [invoice], creditNote };
    return reversalFrom(order && { order, ...facts, otherCreditNotes: [], bars: [] }, wish, 'Plain ERP');
  };
  reverseSalesOrder: Erp['reverseSalesOrder'] = async ({ key }) => {
    const order = this.orders.find(one => one.key === key);
    if (order === undefined) throw new Error(`No order ${key}.`);
    const invoice = this.invoices.find(one => one.key === key)?.ref;
    const creditNote = invoice && kept(this.creditNotes, { key, ref: numbered('N', this.creditNotes) }).ref;
    this.orders.splice(this.orders.indexOf(order), 1, { ...order, state: 'cancelled' });
    return { order, invoice, creditNote };
  };

  salesOrdersBetween: Erp['salesOrdersBetween'] = async () => this.orders.map(one => this.withInvoice(one));

  private withInvoice(order: SalesOrder): SalesOrder {
    return { ...order, invoice: this.invoices.find(one => one.key === order.key)?.ref };
  }
}

const none: Totals = { net: zero('GBP'), tax: zero('GBP'), gross: zero('GBP') };
const numbered = (letter: string, list: readonly unknown[]): ErpRef => {
  const id = `${letter}${list.length + 1}`;
  return { id, name: id };
};

function kept<T>(list: T[], record: T): T {
  list.push(record);
  return record;
}

function documentOf(draft: SalesOrderDraft, state: SalesOrder['state'], ref: ErpRef): SalesOrder {
  const { key, reference, orderDay, lines, currency, pricesIncludeTax } = draft;
  const amounts = sum(
    lines.map(line => line.amount),
    currency,
  );
  const tax = lines.flatMap(line => line.taxes).reduce((at, one) => add(at, one.amount), money('0', currency));
  const gross = pricesIncludeTax ? amounts : add(amounts, tax);
  const totals = { net: subtract(gross, tax), tax, gross };
  return { ...ref, key, reference, state, orderDay, totals, delivered: false, invoice: undefined };
}
