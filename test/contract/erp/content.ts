import { expect, test } from 'vitest';
import { money, subtract } from '../../../core/model/money.ts';
import type { Address } from '../../../core/model/order.ts';
import type { SalesOrderDraft } from '../../../core/model/sales-order.ts';
import { customerDraft, draftOf, freshNumber, newCustomer, postExactly, simpleDraft, taxOn } from './drafts.ts';
import { signal, type ErpFixture, type LineFacts } from './fixture.ts';

const AWAY: Address = {
  name: 'Ann Lee',
  company: 'Tarn & Sons',
  address1: '12 Elm Road',
  address2: 'Apt 4B',
  city: 'Austin',
  province: 'Texas',
  zip: '78701',
  countryCode: 'US',
  phone: '+1 512 555 0100',
};
const AWAY_WORDS = 'Tarn & Sons, 12 Elm Road, Apt 4B, Austin, Texas, 78701, US';
const HOME_WORDS = 'Acme, "Ltd", 1 High St, Leeds, LS1 1AA, GB';
const HOME_PHONE = '+44 20 7946 0000';

/** The answers of an adapter could be its own words: what an order is made of is read past it. */
export function contentPromises(open: () => ErpFixture): void {
  const anotherPlace = async (customerId: string): Promise<string> => {
    const draft = { key: `shopify:address:${freshNumber()}`, customerId, address: AWAY };
    return (await open().erp.createDeliveryAddress(draft, signal())).id;
  };

  test('keeps the name, e-mail, phone and address of a customer', async () => {
    const { erp, customerFacts } = open();
    const draft = customerDraft({ address: AWAY });
    const { name, email, phone } = draft;
    const { id } = await erp.createCustomer(draft, signal());
    expect(await customerFacts(id)).toEqual({ name, email, phone, address: AWAY_WORDS });
  });

  test('sends an order to the own address of its customer', async () => {
    const fixture = open();
    const person = customerDraft();
    const { id: customer } = await fixture.erp.createCustomer(person, signal());
    const order = await postExactly(fixture, draftOf(fixture, customer, { lines: [{ price: '12.00' }] }));
    expect(await fixture.orderFacts(order.id)).toMatchObject({
      customer,
      deliverTo: { customer, label: `${person.name}, ${HOME_WORDS}, ${HOME_PHONE}` },
    });
  });

  test('sends an order to another address of its customer', async () => {
    const fixture = open();
    const customer = await newCustomer(fixture);
    const deliveryAddressId = await anotherPlace(customer);
    const draft = { ...draftOf(fixture, customer, { lines: [{ price: '12.00' }] }), deliveryAddressId };
    const order = await postExactly(fixture, draft);
    expect(await fixture.orderFacts(order.id)).toMatchObject({
      customer,
      deliverTo: { customer, label: `Ann Lee, ${AWAY_WORDS}, +1 512 555 0100` },
    });
  });

  test.each([true, false])(
    'keeps the item, words, quantity and taxes of every line, tax included: %s',
    async within => {
      const fixture = open();
      const draft = manyTaxes(await simpleDraft(fixture, { pricesIncludeTax: within, lines: LINES }), fixture);
      const order = await fixture.erp.postSalesOrder(draft, undefined, signal());
      expect((await fixture.orderFacts(order.id)).lines).toEqual(linesOf(draft));
    },
  );

  test('holds the newest customer, address and lines of a draft that was changed', async () => {
    const fixture = open();
    const { erp, orderFacts } = fixture;
    const first = await simpleDraft(fixture);
    await erp.draftSalesOrder(first, signal());
    const customer = await newCustomer(fixture);
    const changed = {
      ...manyTaxes(draftOf(fixture, customer, { lines: LINES.toReversed() }), fixture),
      key: first.key,
      deliveryAddressId: await anotherPlace(customer),
    };
    const held = await erp.draftSalesOrder(changed, signal());
    const facts = {
      customer,
      deliverTo: { customer, label: `Ann Lee, ${AWAY_WORDS}, +1 512 555 0100` },
      lines: linesOf(changed),
    };
    expect(await orderFacts(held.id)).toEqual(facts);
    const posted = await erp.postSalesOrder(changed, undefined, signal());
    expect(await orderFacts(posted.id)).toEqual(facts);
  });

  test('books each payment on its own day, by its own method, between the right accounts', async () => {
    const fixture = open();
    const { erp, waysToPay } = fixture;
    const order = await postExactly(fixture, await simpleDraft(fixture));
    const invoice = await erp.createInvoice(order, '2026-11-13', signal());
    const part = money('10.00', fixture.currency);
    const pay = async (at: 0 | 1, day: string, amount: typeof part): Promise<void> => {
      const { method, debit, credit } = waysToPay[at];
      const key = `shopify:transaction:${freshNumber()}`;
      const { id } = await erp.recordPayment({ key, invoiceId: invoice.id, method, amount, day }, signal());
      const moved = { amount: amount.amount, invoice: invoice.id };
      expect(await fixture.paymentFacts(id)).toEqual({ day, method, debit, credit, ...moved });
    };
    await pay(0, '2026-11-11', part);
    await pay(1, '2026-11-19', subtract(invoice.totals.gross, part));
  });
}

const LINES = [
  { price: '14.99', quantity: 3 },
  { price: '21.00', quantity: 2, rate: '0.05' },
  { price: '7.80', quantity: 5, rate: '0' },
  { price: '3.95' },
  { price: '12.60' },
];

/** The last line but one without any tax, the last with two. */
function manyTaxes(draft: SalesOrderDraft, { tax }: ErpFixture): SalesOrderDraft {
  const last = draft.lines.length - 1;
  const both = ['0.2', '0.05'];
  const { pricesIncludeTax } = draft;
  return {
    ...draft,
    lines: draft.lines.map((line, at) => {
      if (at === last - 1) return { ...line, taxes: [] };
      if (at !== last) return line;
      const taxes = both.map(rate => ({
        code: tax(rate, pricesIncludeTax),
        rate,
        amount: taxOn(line.amount, rate, pricesIncludeTax),
      }));
      return { ...line, taxes };
    }),
  };
}

const linesOf = ({ lines }: SalesOrderDraft): readonly LineFacts[] =>
  lines.map(({ item, description, quantity, taxes }) => ({
    item,
    description,
    quantity,
    taxes: taxes.map(({ code, rate }) => ({ code, rate })).toSorted((a, b) => a.code.localeCompare(b.code)),
  }));
