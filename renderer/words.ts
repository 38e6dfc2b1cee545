import type { Light, OrderState } from '../core/contract.ts';
import type { Category, Missing, Problem, SpecialItem } from '../core/model/problem.ts';
import type { PlannedRow } from '../core/model/setup.ts';
import type { Severity } from '../core/model/severity.ts';
import type { RunEnd, RunTrigger } from '../core/model/write.ts';
import { percent } from '../core/model/tax-rate.ts';
import { countryName } from '../core/model/country-name.ts';
import type { Mark } from './parts/state-mark.tsx';

/** How each state looks: its shape; the shape brings its own word. */
export const markOfOrder: Readonly<Record<OrderState, Mark>> = {
  posted: 'ok',
  parked: 'warn',
  conflict: 'held',
  pending: 'wait',
  skipped: 'skip',
};
export const markOfProblem: Readonly<Record<Category, Mark>> = {
  mapping: 'warn',
  rejected: 'warn',
  conflict: 'held',
  safety: 'held',
  transient: 'wait',
  busy: 'wait',
  auth: 'bad',
  bug: 'bad',
};
export const markOfRun: Readonly<Record<RunEnd, Mark>> = {
  ok: 'ok',
  attention: 'warn',
  stopped: 'bad',
  cancelled: 'skip',
  'left-out': 'skip',
};
export const markOfLight: Readonly<Record<Light, Mark>> = {
  ok: 'ok',
  attention: 'warn',
  failed: 'bad',
  paused: 'info',
  'standing-by': 'info',
  syncing: 'wait',
};
export const lightWords: Readonly<Record<Light, string>> = {
  ok: 'Running',
  attention: 'Running',
  failed: 'Stopped',
  paused: 'Paused',
  'standing-by': 'Watching only',
  syncing: 'Syncing',
};

/** How soon a problem should be seen to. */
export const severityWords: Readonly<Record<Severity, string>> = {
  critical: 'Urgent',
  warning: 'Within a day',
  note: 'Mends itself',
};

export const orderWords = (erp: string): Readonly<Record<OrderState, string>> => ({
  posted: `In ${erp}`,
  parked: 'Needs you',
  conflict: 'Changed later',
  pending: 'Waiting',
  skipped: 'Left out',
});
export const runWords: Readonly<Record<RunEnd, string>> = {
  ok: 'All well',
  attention: 'Needs you',
  stopped: 'Stopped',
  cancelled: 'Cancelled',
  'left-out': 'Left out',
};
/** How a run ended that was only to look. */
export const watchedWords = 'Only watched';
export const triggerWords: Readonly<Record<RunTrigger, string>> = {
  start: 'At start',
  schedule: 'Scheduled',
  'catch-up': 'Catching up',
  manual: 'You asked',
  sweep: 'Daily sweep',
  retry: 'Retry',
  mapping: 'New mapping',
};

/** Where an order would go, after how many. */
export const plannedWords: Readonly<Record<PlannedRow['outcome'], string>> = {
  written: 'would be written',
  there: 'already in the ERP',
  waits: 'would wait for you',
  'not-yet': 'not yet settled on Shopify',
  'left-out': 'left out',
};

/** The link is new after each start, so this page cannot find an agent that was started again. */
export const newestLink = 'its newest link, which is printed where Counterfoil was started';
export const whenAway = `If it is only busy, this page goes on by itself. If it was started again, open ${newestLink}.`;

/** Under a problem's title: why, and which order where neither says so. */
export const secondLine = (order: string, { title, explanation }: Problem): string =>
  title.includes(order) || explanation.includes(order) ? explanation : `${order}: ${explanation}`;

/** What happens if nobody does anything. */
export const ifLeft = (category: Category, order: string, erp: string, light: Light): string => {
  switch (category) {
    case 'mapping':
    case 'rejected':
      return light === 'failed'
        ? `nothing is lost. ${order} waits here, as all orders do while syncing rests.`
        : light === 'paused'
          ? `nothing is lost. ${order} waits here; every other order goes on after the pause.`
          : `nothing is lost. ${order} waits here; every other order goes on.`;
    case 'conflict':
      return `${erp} keeps what it has, Shopify keeps what it has, and ${order} stays here.`;
    case 'safety':
      return `${order} stays held, and nothing of it is written to ${erp}.`;
    case 'transient':
    case 'busy':
      return light === 'failed'
        ? `${order} waits, and we try it again by ourselves once syncing goes on.`
        : `we try ${order} again by ourselves.`;
    case 'auth':
      return 'all syncing rests until the access is back. Orders wait safely in Shopify.';
    case 'bug':
      return 'orders rest. What happened is kept.';
    default:
      return category satisfies never;
  }
};

/** What each line without a SKU is. */
export const roleWords: Readonly<Record<SpecialItem, string>> = {
  shipping: 'delivery charges',
  tip: 'tips',
  'gift-card': 'gift cards',
  duties: 'duties',
  fee: 'extra fees',
  'custom-line': 'lines without a SKU',
  'marketplace-tax': 'tax collected by a marketplace',
  rounding: 'rounding differences',
};

type MissingWords = { readonly thing: string; readonly question: string; readonly button: string };
/** What is unknown, which question that makes, and the verb that answers it. */
export const missingWords = (missing: Missing, erp: string): MissingWords => {
  switch (missing.kind) {
    case 'item':
      return {
        thing: missing.sku,
        question: `Which item of ${erp} is ${missing.sku}, ${missing.title}?`,
        button: 'Fix mapping',
      };
    case 'special-item': {
      const thing = roleWords[missing.role];
      return { thing, question: `On which item of ${erp} are ${thing} booked?`, button: 'Set item' };
    }
    case 'tax': {
      const where = missing.country === '*' ? 'of any country' : `in ${countryName(missing.country)}`;
      const thing = `VAT ${percent(missing.rate)} ${where}`;
      const prices = missing.pricesIncludeTax ? 'prices with VAT' : 'prices without VAT';
      return { thing, question: `Which tax of ${erp} is ${thing} (${prices})?`, button: 'Map VAT rate' };
    }
    case 'country':
      return {
        thing: countryName(missing.country),
        question: `Which country of ${erp} is ${countryName(missing.country)}?`,
        button: 'Map country',
      };
    case 'payment-method':
      return {
        thing: `payment by ${gatewayName(missing.gateway)}`,
        question: `Where does ${erp} book payments by ${gatewayName(missing.gateway)}?`,
        button: 'Map payment method',
      };
    case 'location':
      return {
        thing: `the location ${missing.name}`,
        question: `Which warehouse of ${erp} is ${missing.name}?`,
        button: 'Map location',
      };
    case 'walk-in-customer':
      return {
        thing: 'sales without a name',
        question: `Which customer of ${erp} stands for sales without a name?`,
        button: 'Set customer',
      };
    case 'customer':
      return { thing: 'this customer', question: `Which customer of ${erp} is meant?`, button: 'Set customer' };
    default:
      return missing satisfies never;
  }
};

/** What people call Shopify's own gateways; another one by the name that orders give it. */
const gatewayNames: ReadonlyMap<string, string> = new Map([
  ['shopify_payments', 'Shopify Payments'],
  ['bank_deposit', 'Bank deposit'],
  ['cash', 'Cash'],
  ['cash_on_delivery', 'Cash on delivery'],
  ['gift_card', 'Gift card'],
  ['manual', 'Manual payment'],
  ['money_order', 'Money order'],
  ['paypal', 'PayPal'],
  ['shop_cash', 'Shop Cash'],
]);
export const gatewayName = (gateway: string): string => gatewayNames.get(gateway) ?? gateway;
