import type { OrderPage, OrderQuery } from '../contract.ts';
import { normaliseEmail, veiled, type Digest } from '../flows/import-orders/keys.ts';
import { hasSku, hasFact } from '../journal/sold.ts';
import type { JournalView, RecordState } from '../journal/view.ts';
import { rowOf } from './trace.ts';

const customerPrefix = 'shopify:customer:';

/** What is looked for, in the forms in which the journal may hold it. */
function matching(search: string, digest: Digest): (record: RecordState) => boolean {
  const wanted = search.trim().replace(/^#/, '').toLowerCase();
  if (wanted === '') return () => true;
  const facts = [wanted, `${customerPrefix}${wanted}`, ...(wanted.includes('@') ? [fingerprint(wanted, digest)] : [])];
  const has = (text: string | undefined): boolean => text !== undefined && text.toLowerCase().includes(wanted);
  return ({ name, salesOrder, invoice, reason, ignored, sold }) =>
    has(name) ||
    has(salesOrder?.name) ||
    has(invoice?.name) ||
    (sold !== undefined && (hasSku(sold, wanted) || facts.some(fact => hasFact(sold, fact)))) ||
    has(reason) ||
    has(ignored?.reason);
}

const fingerprint = (email: string, digest: Digest): string => veiled(normaliseEmail(email), digest) ?? '';

/** Later first; of the same moment, by name. */
const newer = (a: RecordState, b: RecordState): number => {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  return a.name < b.name ? 1 : -1;
};

/**
 * Every order by its last change, newest first, searched and cut into pages. What was sorted and found is kept until the
 * journal grows, so that scrolling through a long list or typing costs no new sorting.
 */
export function ordersIndex(view: JournalView, digest: Digest): (query: OrderQuery) => OrderPage {
  let upTo = -1;
  let sorted: readonly RecordState[] = [];
  let last: { readonly query: string; readonly found: readonly RecordState[] } | undefined;

  function find({ search, state }: OrderQuery): readonly RecordState[] {
    const query = JSON.stringify([search, state]);
    if (upTo !== view.seq) {
      sorted = [...view.records.values()].toSorted(newer);
      upTo = view.seq;
      last = undefined;
    }
    if (last?.query === query) return last.found;
    const matches = matching(search, digest);
    const found = sorted.filter(record => (state === 'all' || record.state === state) && matches(record));
    last = { query, found };
    return found;
  }

  return query => {
    const found = find(query);
    return { total: found.length, rows: found.slice(query.offset, query.offset + query.limit).map(rowOf) };
  };
}
