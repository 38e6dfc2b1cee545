import { useCallback } from 'react';
import type { ProblemCard } from '../../core/contract.ts';
import { useGoodsRetry } from './goods-acts.ts';
import { useRetryMany } from './many.ts';
import { useRetry } from './retry.ts';

/** Tries again what the problems are about: orders as a run, goods by comparing both sides. */
export function useRetryCards(): (cards: readonly ProblemCard[]) => Promise<void> {
  const one = useRetry();
  const many = useRetryMany();
  const goodsRetry = useGoodsRetry();
  return useCallback(
    async cards => {
      const ids = (about: ProblemCard['about']) =>
        cards.filter(card => card.about === about).map(({ recordId }) => recordId);
      const [orders, goods] = [ids('order'), ids('goods')];
      const [order] = orders;
      if (order !== undefined) await (orders.length === 1 ? one(order) : many(orders));
      if (goods.length > 0) await goodsRetry(goods);
    },
    [one, many, goodsRetry],
  );
}
