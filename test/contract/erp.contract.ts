import { afterAll, beforeAll, describe } from 'vitest';
import { billingPromises } from './erp/billing.ts';
import { contentPromises } from './erp/content.ts';
import { moneyPromises } from './erp/exact-money.ts';
import { faultPromises } from './erp/faults.ts';
import type { ErpFixture } from './erp/fixture.ts';
import { masterDataPromises } from './erp/master-data.ts';
import { orderPromises } from './erp/orders.ts';
import { productPromises } from './erp/products.ts';
import { reversalPromises } from './erp/reversals.ts';
import { stockPromises } from './erp/stock.ts';

/** Every ERP adapter must pass this, unchanged. One ERP serves all of it, as in life. */
export function erpContract(name: string, open: () => Promise<ErpFixture>): void {
  describe(`${name} honours the Erp contract`, () => {
    let opened: ErpFixture | undefined;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened?.close());
    const fixture = (): ErpFixture => {
      if (opened === undefined) throw new Error('The ERP under test is not open');
      return opened;
    };

    describe('master data', () => masterDataPromises(fixture));
    describe('sales orders', () => orderPromises(fixture));
    describe('what the books hold', () => contentPromises(fixture));
    describe('money', () => moneyPromises(fixture));
    describe('invoices and payments', () => billingPromises(fixture));
    describe('taking back', () => reversalPromises(fixture));
    describe('stock', () => stockPromises(fixture));
    describe('items', () => productPromises(fixture));
    describe('faults', () => faultPromises(fixture));
  });
}
