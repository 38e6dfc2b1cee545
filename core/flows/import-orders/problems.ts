import { countryName } from '../../model/country-name.ts';
import { anyCountry } from '../../model/mappings.ts';
import { money, type Money } from '../../model/money.ts';
import { moneyInWords } from '../../model/money-words.ts';
import { problem, type Missing, type Problem, type SpecialItem } from '../../model/problem.ts';
import type { SalesOrder, Totals } from '../../model/sales-order.ts';
import { percent } from '../../model/tax-rate.ts';

const roleWords: Record<SpecialItem, string> = {
  shipping: 'shipping charges',
  tip: 'tips',
  'gift-card': 'gift cards',
  duties: 'duties',
  fee: 'additional fees',
  'custom-line': 'lines without a SKU',
  'marketplace-tax': 'tax collected by a marketplace',
  rounding: 'rounding differences',
};

const inCountry = (country: string): string =>
  country === anyCountry ? 'of any country' : `in ${countryName(country)}`;

const otherRateInWords = ({ rate, country, code }: Extract<Missing, { kind: 'tax' }>, codeRate: string): string =>
  `VAT ${percent(rate)} ${inCountry(country)} is mapped to ${code}, which is ${percent(codeRate)}`;

/** One missing mapping as a sentence naming the thing. */
export const missingInWords = (missing: Missing, erp: string): string => {
  switch (missing.kind) {
    case 'item':
      return `${erp} does not know ${missing.sku} (${missing.title}).`;
    case 'special-item':
      return missing.code === undefined
        ? `No item in ${erp} is set for ${roleWords[missing.role]}.`
        : `${erp} does not have ${missing.code}, which is set for ${roleWords[missing.role]}.`;
    case 'tax': {
      const rate = `VAT rate ${percent(missing.rate)} ${inCountry(missing.country)}`;
      if (missing.codeRate !== undefined) return `${otherRateInWords(missing, missing.codeRate)}.`;
      const prices = `prices ${missing.pricesIncludeTax ? 'with' : 'without'} tax`;
      return missing.code === undefined
        ? `${rate} is not mapped to a tax in ${erp} (${prices}, "${missing.title}").`
        : `${rate} is mapped to "${missing.code}", which ${erp} does not have for ${prices}.`;
    }
    case 'country':
      return `The country ${countryName(missing.country)} is not mapped in ${erp}.`;
    case 'payment-method':
      return missing.code === undefined
        ? `The payment method "${missing.gateway}" is not mapped in ${erp}.`
        : `The payment method "${missing.gateway}" is mapped to "${missing.code}", which ${erp} does not have.`;
    case 'location':
      return `The location ${missing.name} is not mapped to a warehouse in ${erp}.`;
    case 'walk-in-customer':
      return `No customer in ${erp} is set for sales without a name.`;
    case 'customer':
      return `It is not clear which customer in ${erp} this is.`;
  }
};

const titleFor = (order: string, missing: Missing, erp: string): string => {
  switch (missing.kind) {
    case 'item':
      return `${erp} does not know ${missing.sku}`;
    case 'special-item':
      return `${order} has ${roleWords[missing.role]}, which are not mapped`;
    case 'tax':
      if (missing.codeRate !== undefined) return otherRateInWords(missing, missing.codeRate);
      return `VAT rate ${percent(missing.rate)} ${inCountry(missing.country)} is ${missing.code === undefined ? 'not mapped' : 'mapped to an unknown tax'}`;
    case 'country':
      return `${countryName(missing.country)} is a new country`;
    case 'payment-method':
      return `Payment method ${missing.gateway} is ${missing.code === undefined ? 'not mapped' : `mapped to ${missing.code}, which is unknown`}`;
    case 'location':
      return `The location ${missing.name} is not mapped`;
    case 'walk-in-customer':
      return `${order} has no customer, and no walk-in customer is set`;
    case 'customer':
      return `Two customers could be meant by ${order}`;
  }
};

/** @param document the sales order, where it is posted already and only its invoice and payments wait */
export function missingMappings(order: string, all: readonly Missing[], erp: string, document?: string): Problem {
  const missing = all.filter(
    (one, at) => all.findIndex(other => missingInWords(other, erp) === missingInWords(one, erp)) === at,
  );
  return problem(
    'mapping',
    `missing-${missing[0]?.kind ?? 'mapping'}`,
    missing[0] === undefined ? `${order} waits for a mapping` : titleFor(order, missing[0], erp),
    `${order} waits. ${missing.map(one => missingInWords(one, erp)).join(' ')} ${document === undefined ? 'Nothing of it was posted.' : `${document} is posted; its invoice and payment are not.`}`,
    'Choose what it is in the ERP; the order then goes on by itself.',
    { missing },
  );
}

export const blankSku = (order: string, title: string, erp: string): Problem =>
  problem(
    'mapping',
    'missing-special-item',
    `${title} has no SKU`,
    `It cannot be matched to an item in ${erp}, and ${order} waits. A title is never taken for a match.`,
    'Give the product a SKU in Shopify, or choose an item for lines without a SKU.',
    { missing: [{ kind: 'special-item', role: 'custom-line' }] },
  );

export const doubledItem = (order: string, sku: string, erp: string): Problem =>
  problem(
    'mapping',
    'item-ambiguous',
    `Two items in ${erp} share ${sku}`,
    `${order} waits, because either could be meant.`,
    `Give one of them another code in ${erp}, then retry.`,
  );

export const ambiguousCustomer = (order: string, key: string, count: number, erp: string): Problem =>
  problem(
    'mapping',
    'customer-ambiguous',
    `${count} customers in ${erp} share one e-mail address`,
    `${order} waits, because each of them could be meant. Nothing of it was posted.`,
    `Choose the right customer, or merge them in ${erp} and retry.`,
    { missing: [{ kind: 'customer', key }] },
  );

/** `home`: the shop's own currency. */
const breakdown = (name: string, totals: Totals, home: string): Problem['details'] => ({
  [`${name} net`]: moneyInWords(totals.net, home),
  [`${name} tax`]: moneyInWords(totals.tax, home),
  [`${name} total`]: moneyInWords(totals.gross, home),
});

export function totalsDiffer(
  order: string,
  shopify: Totals,
  other: { readonly name: string; readonly totals: Totals },
  difference: Money,
  { tolerance, home }: { readonly tolerance: string; readonly home: string },
): Problem {
  const words = (amount: Money): string => moneyInWords(amount, home);
  const limit = words(money(tolerance, difference.currency));
  return problem(
    'safety',
    'totals-differ',
    `${order} differs by ${words(difference)}`,
    `Shopify charged ${words(shopify.gross)} (tax ${words(shopify.tax)}); ${other.name} makes it ${words(other.totals.gross)} (tax ${words(other.totals.tax)}). Your limit is ${limit}. Nothing was posted.`,
    'Compare the lines in both systems, mend the cause, then retry.',
    { details: { ...breakdown('Shopify', shopify, home), ...breakdown(other.name, other.totals, home), limit } },
  );
}

/** @param document the sales order, where the warning came after it was posted */
export function highRisk(order: string, advice: string, document: string | undefined, erp: string): Problem {
  const said = `(Shopify's advice: ${advice.toLowerCase()})`;
  const [explanation, nextStep] =
    document === undefined
      ? [
          `It is held before stock or invoice are touched ${said}.`,
          'Check the order in Shopify. Cancel it there, or import it anyway.',
        ]
      : [
          `The warning came after ${document} was posted in ${erp}; nothing more is written for it ${said}.`,
          `Check the order in Shopify. Cancel it there and ${document} in ${erp}, or go on with it anyway.`,
        ];
  return problem('safety', 'high-risk', `Shopify thinks ${order} may be fraud`, explanation, nextStep);
}

/** What was posted is no longer: deleted in the ERP, or made a draft again. */
export function goneFromErp(order: string, document: string | undefined, erp: string, isDraft: boolean): Problem {
  const it = document ?? `The document of ${order}`;
  const [title, explanation, nextStep] = isDraft
    ? [
        `${it} was made a draft again`,
        `${order} was posted before. Somebody has reopened it in ${erp}, so nothing is changed or posted by itself.`,
        `Post it in ${erp} and retry, or post it again from here as Shopify shows the order now.`,
      ]
    : [
        `${it} is not in ${erp} any more`,
        `${order} was posted before. Somebody may have deleted it or entered it by hand, so nothing is posted again by itself.`,
        `Look for ${order} in ${erp}. Post it again only if it is missing there; else leave it as it is.`,
      ];
  return problem('conflict', 'gone-from-erp', title, explanation, nextStep);
}

export const goneFromShop = (order: string, erp: string): Problem =>
  problem(
    'conflict',
    'gone-from-shop',
    `Shopify does not show ${order} any more`,
    `It was deleted there, or it is older than 60 days and the permission read_all_orders is missing. Nothing more is written for it.`,
    `Look whether ${erp} holds something for ${order}, and take it back there if the sale did not happen.`,
  );

export const changedAfterPosting = (order: string, document: string, erp: string, what: string): Problem =>
  problem(
    'conflict',
    'changed-after-posting',
    `${order} was changed after posting`,
    `${what} ${document} in ${erp} stays as it was.`,
    `Compare both and change ${document} in ${erp} where needed.`,
  );

export function differsInErp(
  order: string,
  document: string,
  { erp, shopCurrency: home }: { readonly erp: string; readonly shopCurrency: string },
  shopify: Totals,
  held: Totals,
): Problem {
  const words = (amount: Money): string => moneyInWords(amount, home);
  return problem(
    'conflict',
    'differs-in-erp',
    `${document} does not match ${order}`,
    `${erp} already holds ${document} for ${order} with ${words(held.gross)} (tax ${words(held.tax)}); Shopify charged ${words(shopify.gross)} (tax ${words(shopify.tax)}). Nothing was changed.`,
    'Compare both and decide which is right.',
    { details: { ...breakdown('Shopify', shopify, home), ...breakdown(erp, held, home) } },
  );
}

export const cancelledInErp = (order: string, document: string, erp: string): Problem =>
  problem(
    'conflict',
    'cancelled-in-erp',
    `${document} was cancelled in ${erp}`,
    `${order} is still open in Shopify. No second document is made.`,
    `Cancel ${order} in Shopify, or reopen ${document} in ${erp}, then retry.`,
  );

/** @param cameBack what was refunded or taken back in Shopify, as sentences */
export function cancelledAfterPosting(
  order: string,
  { name, invoice, delivered }: SalesOrder,
  erp: string,
  cameBack: string | undefined,
): Problem {
  const state = delivered ? 'delivered' : 'not delivered yet';
  const steps = [
    delivered ? `Take the goods back with a return in ${erp}.` : `Cancel ${name} in ${erp}.`,
    invoice?.state === 'posted' ? `Its invoice ${invoice.name} is posted: make a credit note for it.` : undefined,
    cameBack,
  ].filter(step => step !== undefined);
  return problem(
    'conflict',
    'cancelled-after-posting',
    `${order} was cancelled in Shopify`,
    `${erp} holds ${name}, which is ${state}. It was not cancelled automatically.`,
    steps.join(' '),
    { details: { 'in Shopify': 'cancelled', [`in ${erp}`]: `posted, ${state}` } },
  );
}

export const notTakenBack = (order: string, why: string): Problem =>
  problem(
    'conflict',
    'not-taken-back',
    `${order} could not be taken back`,
    `${why} Nothing was changed.`,
    'Look at the document as it is now, and take it back by hand where that is right.',
  );

/** Taken back here, and posted by other hands since. */
export const postedOutside = (order: string, document: string, erp: string): Problem =>
  problem(
    'conflict',
    'taken-back-posted',
    `${document} is posted in ${erp} again`,
    `${order} was taken back here, and somebody has posted it since. Nothing more is written for it.`,
    `Leave it as it is, or cancel ${document} in ${erp} and retry.`,
  );
