import type { Address } from '../../model/order.ts';

/** One text for one place, for comparison and keys only. */
export const addressText = (address: Address): string =>
  [
    address.name,
    address.company,
    address.address1,
    address.address2,
    address.city,
    address.province,
    address.zip,
    address.countryCode,
  ]
    .map(part => (part ?? '').trim().replace(/\s+/g, ' ').toLowerCase())
    .join('\n');
