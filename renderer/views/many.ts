import { useCallback } from 'react';
import { mostAtOnce, type OrderRow } from '../../core/contract.ts';
import { useAgent, useErpName } from '../agent.tsx';
import { count, plural } from '../format.ts';
import { refused, useToast } from '../parts/toast.tsx';
import type { Mark } from '../parts/state-mark.tsx';
import { hrefOf } from '../route.ts';

const named = (rows: readonly OrderRow[]): string =>
  rows.length <= 2 ? rows.map(({ name }) => name).join(' and ') : plural(rows.length, 'order');
const is = (rows: readonly OrderRow[]): string => (rows.length === 1 ? 'is' : 'are');

/** What became of orders that were tried again, the worst last. */
export function outcome(rows: readonly OrderRow[], erp: string): { readonly mark: Mark; readonly words: string } {
  const of = (state: OrderRow['state']) => rows.filter(row => row.state === state);
  const [posted, skipped, pending, conflict, parked] = [
    of('posted'),
    of('skipped'),
    of('pending'),
    of('conflict'),
    of('parked'),
  ];
  const said = [
    posted.length > 0 && `${named(posted)} ${is(posted)} in ${erp}`,
    skipped.length > 0 && `${named(skipped)} ${is(skipped)} left out`,
    pending.length > 0 &&
      `${named(pending)} ${pending.length === 1 ? 'goes' : 'go'} on by ${pending.length === 1 ? 'itself' : 'themselves'}`,
    conflict.length > 0 && `${named(conflict)} ${conflict.length === 1 ? 'differs' : 'differ'}`,
    parked.length > 0 && `${named(parked)} ${parked.length === 1 ? 'waits' : 'wait'} for you`,
  ].filter(part => part !== false);
  return { mark: parked.length + conflict.length > 0 ? 'warn' : 'ok', words: `${said.join(', ')}.` };
}

/** Tries them again as one run, says how far it is, and what became of them. */
export function useRetryMany(): (refs: readonly string[]) => Promise<void> {
  const { api } = useAgent();
  const erp = useErpName();
  const toast = useToast();
  return useCallback(
    async refs => {
      const some = refs.slice(0, mostAtOnce);
      const which = some.length < refs.length ? `the first ${count(some.length)} orders` : plural(some.length, 'order');
      toast({ mark: 'wait', words: `Retrying ${which}`, follows: 'retry' });
      const reply = await api.request('orders.retry', some);
      if (reply.ok) toast(outcome(reply.value, erp));
      else toast(refused(reply.failure));
    },
    [api, erp, toast],
  );
}

/** Leaves them out, and offers to look at them again. */
export function useIgnore(): (refs: readonly string[], reason: string) => Promise<void> {
  const { api } = useAgent();
  const toast = useToast();
  const retry = useRetryMany();
  return useCallback(
    async (refs, reason) => {
      const reply = await api.request('orders.ignore', refs.slice(0, mostAtOnce), reason);
      if (!reply.ok) return toast(refused(reply.failure));
      const left = reply.value.filter(({ ignored }) => ignored);
      const others = reply.value.filter(({ ignored }) => !ignored);
      const rest = others.length === 0 ? '' : ` ${named(others)} no longer waited.`;
      const [only] = left;
      toast({
        mark: 'skip',
        words: `${named(left)} ${is(left)} left out.${rest}`,
        ...(left.length === 1 && only ? { link: { href: hrefOf('history', only.id), words: 'See its history' } } : {}),
        button: { words: 'Undo', press: () => void retry(left.map(({ id }) => id)) },
      });
    },
    [api, toast, retry],
  );
}
