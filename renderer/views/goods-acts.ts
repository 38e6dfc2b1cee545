import { useCallback } from 'react';
import { mostAtOnce, type ProblemCard } from '../../core/contract.ts';
import type { GoodsChoice, PlanCard } from '../../core/model/goods-view.ts';
import { useAgent } from '../agent.tsx';
import { plural } from '../format.ts';
import { refused, useToast } from '../parts/toast.tsx';
import { hrefOfGoods } from '../route.ts';

/** Compares them again, now. */
export function useGoodsRetry(): (ids: readonly string[]) => Promise<void> {
  const { api } = useAgent();
  const toast = useToast();
  return useCallback(
    async ids => {
      const some = ids.slice(0, mostAtOnce);
      const reply = await api.request('goods.retry', some);
      if (!reply.ok) return toast(refused(reply.failure));
      toast({ mark: 'ok', words: `${plural(some.length, 'record is', 'records are')} compared again.` });
    },
    [api, toast],
  );
}

/** Does with it what the person chose, and says where that is kept. */
export function useChoose(): (card: ProblemCard, choice: GoodsChoice) => Promise<void> {
  const { api } = useAgent();
  const toast = useToast();
  return useCallback(
    async ({ recordId, recordName }, { choice, words }) => {
      const reply = await api.request('goods.choose', recordId, choice);
      if (!reply.ok) return toast(refused(reply.failure));
      toast({
        mark: 'ok',
        words: `${recordName}: ${words.replace(/…$/, '')}. Your choice is kept.`,
        link: { href: hrefOfGoods(recordId), words: 'See its history' },
      });
    },
    [api, toast],
  );
}

/** Compares anew what a held plan was about. */
export function usePlanAgain(): (plan: PlanCard) => Promise<void> {
  const { api } = useAgent();
  const toast = useToast();
  return useCallback(
    async ({ flow }) => {
      const reply = await api.request('plan.again', flow);
      toast(
        reply.ok
          ? { mark: 'info', words: 'Asked again. It stays here if the new answer is no better.' }
          : refused(reply.failure),
      );
    },
    [api, toast],
  );
}

/** Lets a held plan pass. */
export function useApprove(): (plan: PlanCard) => Promise<void> {
  const { api } = useAgent();
  const toast = useToast();
  return useCallback(
    async ({ flow, key }) => {
      const reply = await api.request('plan.approve', flow, key);
      if (!reply.ok) return toast(refused(reply.failure));
      toast({
        mark: 'ok',
        words: 'Both sides are compared once more, and the plan is written. Your decision is kept.',
      });
    },
    [api, toast],
  );
}
