import { z } from 'zod';
import type { Client } from './client.ts';
import { refused } from './failures.ts';
import { KEPT_MS } from './kept.ts';

const items = z.array(z.object({ id: z.number(), default_code: z.string(), name: z.string(), active: z.boolean() }));
export type OdooItem = z.output<typeof items>[number];
export type Items = ReturnType<typeof openItems>;

/** Products by their internal reference, which Odoo does not keep unique. */
export function openItems(client: Client, now: () => number = Date.now) {
  const known = new Map<string, { readonly at: number; readonly items: readonly OdooItem[] }>();

  async function find(codes: readonly string[], signal: AbortSignal): Promise<readonly OdooItem[]> {
    signal.throwIfAborted();
    const wanted = new Set(codes);
    if (wanted.size === 0) return [];
    const body = {
      domain: [['default_code', 'in', [...wanted]]],
      fields: ['default_code', 'name', 'active'],
      context: { active_test: false },
    };
    const found = await client.call('items', 'product.product/search_read', body, items, signal);
    for (const code of wanted) known.set(code, { at: now(), items: found.filter(item => item.default_code === code) });
    return found.filter(item => wanted.has(item.default_code));
  }

  const active = (code: string): readonly OdooItem[] => (known.get(code)?.items ?? []).filter(item => item.active);

  return {
    find,

    /** Code -> id of its one active item. @throws rejected when one has none, or several. */
    async ids(codes: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, number>> {
      const stale = codes.filter(code => now() - (known.get(code)?.at ?? 0) >= KEPT_MS || active(code).length !== 1);
      await find(stale, signal);
      return new Map(
        codes.map(code => {
          const [item, another] = active(code);
          if (item === undefined)
            throw refused(
              'unknown-item',
              `Odoo has no active product with the reference "${code}".`,
              `Create ${code} in Odoo or map another product.`,
            );
          if (another !== undefined)
            throw refused(
              'ambiguous-item',
              `${active(code).length} products in Odoo share the reference "${code}".`,
              'Give one of them another reference.',
            );
          return [code, item.id] as const;
        }),
      );
    },
  };
}
