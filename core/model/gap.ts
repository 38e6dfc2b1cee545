import type { Missing } from './problem.ts';

/** What a mapping is about, whatever its title says and whatever it names now: one key, one thing. Begins with its kind. */
export function gapKey(missing: Missing): string {
  switch (missing.kind) {
    case 'item':
      return `item:${missing.sku}`;
    case 'special-item':
      return `special-item:${missing.role}`;
    case 'tax':
      return `tax:${missing.country}:${missing.rate}:${missing.pricesIncludeTax ? 'included' : 'on top'}`;
    case 'country':
      return `country:${missing.country}`;
    case 'payment-method':
      return `payment-method:${missing.gateway}`;
    case 'location':
      return `location:${missing.id}`;
    case 'walk-in-customer':
      return 'walk-in-customer';
    case 'customer':
      return `customer:${missing.key}`;
    default:
      return missing satisfies never;
  }
}

/** Whether a mapping of the one fills the other. */
export const isSameGap = (a: Missing, b: Missing): boolean => gapKey(a) === gapKey(b);
