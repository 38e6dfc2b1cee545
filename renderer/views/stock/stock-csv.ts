import { useCallback } from 'react';
import type { StockFate, StockLocation, StockRow } from '../../../core/model/goods-view.ts';
import { useAgent, useErpName } from '../../agent.tsx';
import { csvOf } from '../../../core/model/csv.ts';
import { download } from '../../download.ts';
import { refused, useToast } from '../../parts/toast.tsx';
import { allRows } from '../all-rows.ts';

const text = (value: number | string | undefined): string => (value === undefined ? '' : String(value));

/** Saves every level that the filters show, also those out of sight. */
export function useStockCsv() {
  const { api } = useAgent();
  const erp = useErpName();
  const toast = useToast();
  return useCallback(
    async (
      locations: readonly StockLocation[],
      fateAt: (location: string) => StockFate | 'all',
      search: string,
    ): Promise<void> => {
      const head = ['Location', 'SKU', 'Product', 'Shopify now', erp, 'Kept back', 'Will be', 'Change', 'What happens'];
      const lines: (readonly string[])[] = [head];
      for (const { id, name } of locations) {
        const reply = await allRows<StockRow>((offset, limit) =>
          api.request('stock.rows', { location: id, fate: fateAt(id), search, offset, limit }),
        );
        if (!reply.ok) return toast(refused(reply.failure));
        for (const { sku, title, shopify, erp: has, keptBack, willBe, words } of reply.value) {
          const change = willBe === undefined ? undefined : willBe - shopify;
          lines.push([name, text(sku), title, ...[shopify, has, keptBack, willBe, change].map(text), words]);
        }
      }
      download('stock.csv', csvOf(lines));
    },
    [api, erp, toast],
  );
}
