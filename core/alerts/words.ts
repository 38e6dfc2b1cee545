import type { Banner, ProblemCard } from '../contract.ts';
import { missingInWords } from '../flows/import-orders/problems.ts';
import { listed } from '../model/listed.ts';
import type { Category, Missing } from '../model/problem.ts';

/** A notification's title and text. */
export type Words = { readonly title: string; readonly text: string };

/** "2 orders wait for one SKU". */
const oneThing: Readonly<Record<Missing['kind'], string>> = {
  item: 'one SKU',
  'special-item': 'one item',
  tax: 'one VAT rate',
  country: 'one country',
  'payment-method': 'one payment method',
  location: 'one location',
  'walk-in-customer': 'one customer',
  customer: 'one customer',
};

const together: Readonly<Record<Category, string>> = {
  mapping: 'orders wait for the same thing',
  conflict: 'orders differ from the books',
  safety: 'orders are held',
  rejected: 'orders could not be posted',
  transient: 'orders got no answer',
  busy: 'orders got no answer',
  auth: 'orders could not be posted',
  bug: 'orders could not be posted',
};

/** The same of products and stock levels. */
const goodsTogether: Readonly<Record<Category, string>> = {
  mapping: 'wait for the same thing',
  conflict: 'differ between the two sides',
  safety: 'are held',
  rejected: 'need a look',
  transient: 'got no answer',
  busy: 'got no answer',
  auth: 'could not be written',
  bug: 'could not be written',
};
export const goodsName = (cards: readonly Pick<ProblemCard, 'recordId'>[]): string =>
  cards.every(({ recordId }) => recordId.startsWith('gid://shopify/InventoryLevel/')) ? 'stock levels' : 'products';

const named = (cards: readonly ProblemCard[]): string =>
  listed(
    cards.map(({ recordName }) => recordName),
    3,
  );

/**
 * Of all orders, or all goods, that one cause holds up.
 * @param alone nothing else needs a person
 */
export function problemWords(cards: readonly ProblemCard[], erp: string, alone: boolean): Words {
  const [first] = cards;
  if (first === undefined) return { title: 'Nothing needs you', text: '' };
  const { problem, recordName } = first;
  const rest = alone ? ' Nothing else is affected.' : '';
  if (cards.length === 1) {
    const isNamed = `${problem.title}${problem.explanation}`.includes(recordName);
    return { title: problem.title, text: `${isNamed ? '' : `${recordName}: `}${problem.explanation}${rest}` };
  }
  const isOfGoods = cards.some(({ about }) => about === 'goods');
  const [missing] = problem.missing;
  if (missing !== undefined && !isOfGoods)
    return {
      title: `${cards.length} orders wait for ${oneThing[missing.kind]}`,
      text: `${missingInWords(missing, erp)}${rest}`,
    };
  const isSame = cards.every(card => card.problem.explanation === problem.explanation);
  const isFraud = cards.every(card => card.problem.code === 'high-risk');
  return {
    title: isOfGoods
      ? `${cards.length} ${goodsName(cards)} ${goodsTogether[problem.category]}`
      : isFraud
        ? `Shopify thinks ${cards.length} orders may be fraud`
        : `${cards.length} ${together[problem.category]}`,
    text: `${named(cards)}.${isSame ? ` ${problem.explanation}` : ''}${rest}`,
  };
}

export const bannerWords = ({ title, explanation }: Banner): Words => ({ title, text: explanation });

const mostTitles = 4;
/** Several causes at once: how many, and what they are. */
export const togetherInWords = (several: readonly Words[]): Words => ({
  title: `${several.length} things need you`,
  text: [
    ...several.slice(0, mostTitles).map(({ title }) => `${title}.`),
    ...(several.length > mostTitles ? [`And ${several.length - mostTitles} more.`] : []),
  ].join(' '),
});
