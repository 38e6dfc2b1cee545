import type { Erp } from '../../../core/ports.ts';

export type DocumentCounts = {
  readonly customers: number;
  readonly salesOrders: number;
  readonly invoices: number;
  readonly payments: number;
};

/** An ERP under test and what it is known to hold before the first test. */
export type ErpFixture = {
  readonly erp: Erp;
  /** Another connection to the same ERP that loses the answer of its `nth` request, after the effect; later ones are fine. */
  readonly losing: (nth: number) => Promise<Erp>;
  /** Everything in the ERP, whatever its key: a duplicate without a key shows here. */
  readonly count: () => Promise<DocumentCounts>;
  /** Pieces of an item that posted orders take from a warehouse. */
  readonly promised: (item: string, warehouse: string) => Promise<number>;
  /** What the books say of an invoice, past the adapter. */
  readonly invoiceFacts: (id: string) => Promise<{ readonly day: string; readonly open: string }>;
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
  readonly warehouse: string;
  /** What a money rule is tried with; a real server gets fewer. */
  readonly randomOrders: number;
  readonly close: () => Promise<void>;
};

export const signal = (): AbortSignal => new AbortController().signal;
