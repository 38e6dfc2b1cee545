import { SyncError } from '../../errors.ts';
import type { Links } from '../../engine/flow.ts';
import type { ReversalWish, Reversed } from '../../model/reversal.ts';
import type { ErpRef, Invoice, RoundingLine, SalesOrder, SalesOrderDraft, Totals } from '../../model/sales-order.ts';
import type { FieldChange, Landed } from '../../model/write.ts';
import type { Erp } from '../../ports.ts';
import type { Person } from './person.ts';
import { totalsDiffer } from './problems.ts';
import type { ImportPolicy } from './policy.ts';
import { settle } from './totals.ts';
import { withoutPerson } from './without-person.ts';
import type {
  AddressBody,
  ImportWrite,
  InvoiceBody,
  OrderBody,
  PaymentBody,
  Reference,
  ReversalBody,
} from './writes.ts';

const landed = (ref: ErpRef, how: Landed['how'], fields: readonly FieldChange[] = []): Landed => ({
  id: ref.id,
  name: ref.name,
  how,
  fields,
});

/** Customers and addresses go into the journal by the ERP's id: a name there could never be forgotten. */
const unnamed = <T extends ErpRef | undefined>(ref: T): T => (ref === undefined ? ref : { ...ref, name: ref.id });

const lost = (key: string): SyncError =>
  new SyncError('bug', 'link-missing', `A record that an earlier step made (${key}) cannot be found any more.`, {
    system: 'erp',
  });

const idOf = (reference: Reference, links: Links): string => {
  if ('id' in reference) return reference.id;
  const link = links.get(reference.key);
  if (link === undefined) throw lost(reference.key);
  return link.id;
};

const salesOrderOf = async (erp: Erp, key: string, signal: AbortSignal): Promise<SalesOrder | undefined> =>
  (await erp.findSalesOrders([key], signal)).find(order => order.key === key);

/** No delivery address: the goods go to the customer's own. */
const draftOf = (body: OrderBody, links: Links): SalesOrderDraft => {
  const { customer, deliveryAddress, person: _person, ...rest } = body;
  const customerId = idOf(customer, links);
  const deliveryId = deliveryAddress === undefined ? customerId : idOf(deliveryAddress, links);
  return { ...rest, customerId, deliveryAddressId: deliveryId === customerId ? undefined : deliveryId };
};

/** What the ERP made of the totals, where that is not what was asked. */
const totalsMade = (asked: Totals, made: Totals, rounding: RoundingLine | undefined): readonly FieldChange[] => [
  ...(['net', 'tax', 'gross'] as const)
    .filter(part => asked[part].amount !== made[part].amount)
    .map(part => ({ field: part, before: asked[part].amount, after: made[part].amount })),
  ...(rounding === undefined
    ? []
    : [{ field: 'rounding difference', before: null, after: `${rounding.amount.amount} on ${rounding.item}` }]),
];

/** Draft, compare, then post: a difference above the limit never becomes binding and leaves nothing behind. */
async function postOrder(
  erp: Erp,
  body: OrderBody,
  policy: ImportPolicy,
  links: Links,
  signal: AbortSignal,
): Promise<Landed> {
  const draft = draftOf(body, links);
  const made = await erp.draftSalesOrder(draft, signal);
  if (made.state === 'cancelled')
    throw new SyncError('conflict', 'cancelled-in-erp', `${made.name} was cancelled in ${policy.erp} meanwhile.`, {
      system: 'erp',
      nextStep: `Cancel ${draft.reference} in Shopify, or reopen ${made.name} in ${policy.erp}, then retry.`,
    });
  if (made.state !== 'draft') return found(made, body);
  const { roundingTolerance } = policy.orders;
  const settlement = settle(draft.totals, made.totals, roundingTolerance);
  if (settlement.kind === 'refuse') {
    await erp.discardSalesOrder(draft.key, signal);
    const other = { name: policy.erp, totals: made.totals };
    const limit = { tolerance: roundingTolerance, home: policy.shopCurrency };
    const problem = totalsDiffer(draft.reference, draft.totals, other, settlement.difference, limit);
    throw new SyncError(problem.category, problem.code, problem.explanation, {
      system: 'erp',
      nextStep: problem.nextStep,
      details: problem.details,
    });
  }
  const rounding = settlement.kind === 'equal' ? undefined : roundingLine(settlement.amount, policy);
  const posted = await erp.postSalesOrder(draft, rounding, signal);
  return landed(posted, 'written', totalsMade(draft.totals, posted.totals, rounding));
}

function roundingLine(amount: RoundingLine['amount'], policy: ImportPolicy): RoundingLine {
  const item = policy.mappings.specialItems.rounding;
  if (item !== undefined) return { item, amount };
  throw new SyncError('mapping', 'missing-special-item', `No item in ${policy.erp} is set for rounding differences.`, {
    system: 'erp',
    nextStep: 'Choose an item for rounding differences; the order then goes on by itself.',
  });
}

async function askInvoice(erp: Erp, body: InvoiceBody, signal: AbortSignal): Promise<Invoice | undefined> {
  const invoice = (await salesOrderOf(erp, body.orderKey, signal))?.invoice;
  return invoice?.state === 'posted' ? invoice : undefined;
}

async function makeInvoice(erp: Erp, body: InvoiceBody, links: Links, signal: AbortSignal): Promise<Invoice> {
  const order = links.get(body.orderKey) ?? (await salesOrderOf(erp, body.orderKey, signal));
  if (order === undefined) throw lost(body.orderKey);
  return erp.createInvoice({ id: order.id, key: body.orderKey, reference: body.reference }, body.day, signal);
}

async function makePayment(
  erp: Erp,
  body: PaymentBody,
  orderKey: string,
  links: Links,
  signal: AbortSignal,
): Promise<ErpRef> {
  const invoice = links.get(body.invoiceKey) ?? (await salesOrderOf(erp, orderKey, signal))?.invoice;
  if (invoice === undefined) throw lost(body.invoiceKey);
  const { invoiceKey: _invoiceKey, person: _person, ...draft } = body;
  return erp.recordPayment({ ...draft, invoiceId: invoice.id }, signal);
}

const makeAddress = (erp: Erp, body: AddressBody, links: Links, signal: AbortSignal): Promise<ErpRef> =>
  erp.createDeliveryAddress({ key: body.key, address: body.address, customerId: idOf(body.customer, links) }, signal);

export async function ask(erp: Erp, write: ImportWrite, signal: AbortSignal): Promise<Landed | undefined> {
  if (write.action === 'post-sales-order') {
    const order = await salesOrderOf(erp, write.key, signal);
    return order?.state === 'posted' ? found(order, write.body) : undefined;
  }
  if (write.action === 'reverse-order') {
    const now = await erp.reversalOf(wishOf(write.body), signal);
    return now.kind === 'reversed' ? takenBack(now, 'found') : undefined;
  }
  const there = await find(erp, write, signal);
  return there === undefined ? undefined : landed(there, 'found');
}

/** What was there already may have been made by other hands, or before the totals changed. */
const found = (order: SalesOrder, { totals }: OrderBody): Landed =>
  landed(order, 'found', totalsMade(totals, order.totals, undefined));

const wishOf = ({ person: _person, ...wish }: ReversalBody): ReversalWish => wish;

/** Under the order's name; the credit note has a number of its own. */
const takenBack = ({ order, invoice, creditNote }: Reversed, how: Landed['how']): Landed =>
  landed(
    order,
    how,
    creditNote === undefined
      ? []
      : [{ field: 'credit note', before: null, after: `${creditNote.name} for ${invoice?.name ?? order.name}` }],
  );

type NotOrder = Exclude<ImportWrite, { readonly action: 'post-sales-order' | 'reverse-order' }>;

async function find(erp: Erp, write: NotOrder, signal: AbortSignal): Promise<ErpRef | undefined> {
  switch (write.action) {
    case 'create-customer':
      return unnamed(
        (await erp.findCustomers({ keys: [write.key], emails: [] }, signal)).find(one => one.key === write.key),
      );
    case 'create-delivery-address':
      return unnamed(await erp.findDeliveryAddress(write.key, signal));
    case 'discard-draft': {
      const order = await salesOrderOf(erp, write.body.orderKey, signal);
      return order?.state === 'draft' ? undefined : { id: write.key, name: write.record.name };
    }
    case 'create-invoice':
      return askInvoice(erp, write.body, signal);
    case 'record-payment':
      return erp.findPayment(write.key, signal);
  }
}

/** Whom the ERP may quote when it refuses this. */
function aboutWhom(write: ImportWrite): Person | undefined {
  switch (write.action) {
    case 'create-customer':
      return { ...write.body, addresses: write.body.address === undefined ? [] : [write.body.address] };
    case 'discard-draft':
      return undefined;
    case 'create-delivery-address':
    case 'post-sales-order':
    case 'create-invoice':
    case 'record-payment':
    case 'reverse-order':
      return write.body.person;
  }
}

export function act(...given: Parameters<typeof actNow>): Promise<Landed> {
  const [, write] = given;
  const person = aboutWhom(write);
  return person === undefined ? actNow(...given) : actNow(...given).catch(withoutPerson(person));
}

async function actNow(
  erp: Erp,
  write: ImportWrite,
  orderKey: string,
  policy: ImportPolicy,
  links: Links,
  signal: AbortSignal,
): Promise<Landed> {
  switch (write.action) {
    case 'create-customer':
      return landed(unnamed(await erp.createCustomer(write.body, signal)), 'written');
    case 'create-delivery-address':
      return landed(unnamed(await makeAddress(erp, write.body, links, signal)), 'written');
    case 'post-sales-order':
      return postOrder(erp, write.body, policy, links, signal);
    case 'discard-draft':
      await erp.discardSalesOrder(write.body.orderKey, signal);
      return landed({ id: write.key, name: write.record.name }, 'written');
    case 'create-invoice':
      return landed(await makeInvoice(erp, write.body, links, signal), 'written');
    case 'record-payment':
      return landed(await makePayment(erp, write.body, orderKey, links, signal), 'written');
    case 'reverse-order':
      return takenBack(await erp.reverseSalesOrder(wishOf(write.body), signal), 'written');
  }
}
