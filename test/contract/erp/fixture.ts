import type { ErpGoods } from '../../../core/goods-ports.ts';
import type { Erp } from '../../../core/ports.ts';
import type { GoodsFixture } from './goods-fixture.ts';

export type DocumentCounts = {
  readonly customers: number;
  readonly salesOrders: number;
  readonly invoices: number;
  readonly payments: number;
  readonly creditNotes: number;
};

export type LineFacts = {
  readonly item: string;
  readonly description: string;
  readonly quantity: number;
  /** By code. */
  readonly taxes: readonly { readonly code: string; readonly rate: string }[];
};

export type OrderFacts = {
  readonly customer: string;
  /** Whose address the goods go to, and the label on the parcel: name, company, address and phone as inWords puts them. */
  readonly deliverTo: { readonly customer: string; readonly label: string };
  readonly lines: readonly LineFacts[];
};

export type CustomerFacts = {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  /** Company, street, city, province, postcode, country code. */
  readonly address: string;
};

export type InvoiceFacts = {
  readonly day: string;
  readonly customer: string;
  readonly reference: string;
  readonly open: string;
};

export type CreditNoteFacts = {
  readonly day: string;
  readonly customer: string;
  /** Id of the invoice it takes back. */
  readonly invoice: string;
  readonly net: string;
  readonly tax: string;
  /** What the customer may still claim of it. */
  readonly open: string;
};

export type PaymentFacts = {
  readonly day: string;
  readonly method: string;
  readonly amount: string;
  readonly invoice: string;
  /** The accounts it moves the money between. */
  readonly debit: string;
  readonly credit: string;
};

type WayToPay = Pick<PaymentFacts, 'method' | 'debit' | 'credit'>;

/** What is known of an address, in one line. */
export const inWords = (parts: readonly (string | false | undefined)[]): string =>
  parts.filter(part => typeof part === 'string' && part !== '').join(', ');

/** An ERP under test and what it is known to hold before the first test. */
export type ErpFixture = {
  readonly erp: Erp & ErpGoods;
  readonly goods: GoodsFixture;
  /** Another connection to the same ERP that loses the answer of its `nth` request, after the effect; later ones are fine. */
  readonly losing: (nth: number) => Promise<Erp & ErpGoods>;
  /** Everything in the ERP, whatever its key: a duplicate without a key shows here. */
  readonly count: () => Promise<DocumentCounts>;
  /** Pieces of an item that posted orders take from a warehouse. */
  readonly promised: (item: string, warehouse: string) => Promise<number>;
  /** What the ERP itself holds, read past the adapter. */
  readonly orderFacts: (id: string) => Promise<OrderFacts>;
  readonly customerFacts: (id: string) => Promise<CustomerFacts>;
  readonly invoiceFacts: (id: string) => Promise<InvoiceFacts>;
  readonly creditNoteFacts: (id: string) => Promise<CreditNoteFacts>;
  /** The goods of a posted order leave the house. */
  readonly ship: (orderId: string) => Promise<void>;
  readonly paymentFacts: (id: string) => Promise<PaymentFacts>;
  readonly currency: string;
  /** Another currency the ERP may sell in. */
  readonly foreignCurrency: string;
  /** Three different items with plain codes, of which stock is kept. */
  readonly items: readonly [string, string, string];
  /** A code that two items share. */
  readonly sharedCode: string;
  readonly roundingItem: string;
  /** The code of the tax with this rate: "0.2", "0.05" or "0". */
  readonly tax: (rate: string, included: boolean) => string;
  readonly paymentMethod: string;
  /** Two ways to pay, with the accounts their money goes between. */
  readonly waysToPay: readonly [WayToPay, WayToPay];
  readonly warehouse: string;
  /** What a money rule is tried with; a real server gets fewer. */
  readonly randomOrders: number;
  readonly close: () => Promise<void>;
};

export const signal = (): AbortSignal => new AbortController().signal;
