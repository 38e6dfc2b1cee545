import { createHash } from 'node:crypto';

export type Folder =
  'customers' | 'delivery-addresses' | 'sales-orders' | 'deliveries' | 'invoices' | 'credit-notes' | 'payments';

/**
 * The file name for an external key, the same on every system and different for different keys:
 * `shopify:order:6001` -> `shopify_order_6001`. It is the document's id, so one key cannot have two documents.
 */
export function idOf(key: string): string {
  const name = key.replaceAll(/[^a-z0-9:.-]/gu, char => `%${Buffer.from(char).toString('hex')}`).replaceAll(':', '_');
  return name.length <= 120
    ? name
    : `${name.slice(0, 80)}%${createHash('sha256').update(key).digest('hex').slice(0, 32)}`;
}

export const pathOf = (folder: Folder, id: string): string => `${folder}/${id}.json`;

/** An id from outside is a name in its folder and nothing else. */
export const isId = (id: string): boolean => id.length <= 200 && !id.startsWith('.') && !/[\\/\0]/.test(id);
