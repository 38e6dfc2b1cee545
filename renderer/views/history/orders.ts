import { useCallback, useEffect, useState } from 'react';
import type { Failure, OrderPage, OrderRow, OrderState, Reply } from '../../../core/contract.ts';
import { useAgent } from '../../agent.tsx';

const pageRows = 100;

type Known = {
  /** What was searched for. */
  readonly key: string;
  readonly total: number | undefined;
  readonly pages: ReadonlyMap<number, readonly OrderRow[]>;
  readonly failure: Failure | undefined;
};
const nothing: Known = { key: '', total: undefined, pages: new Map(), failure: undefined };

function take(known: Known, key: string, page: number, reply: Reply<OrderPage>): Known {
  if (!reply.ok) return { ...(known.key === key ? known : nothing), key, failure: reply.failure };
  const pages = new Map(known.key === key ? known.pages : []);
  return { key, total: reply.value.total, pages: pages.set(page, reply.value.rows), failure: undefined };
}

export type Orders = {
  /** Undefined before the first answer. Of the last search until the next is answered. */
  readonly total: number | undefined;
  readonly failure: Failure | undefined;
  /** Undefined: not read yet. */
  readonly rowAt: (index: number) => OrderRow | undefined;
  /** Says which rows are in view, the last one too: they are read, and read again whenever `fresh` changes. */
  readonly look: (first: number, last: number) => void;
  readonly again: () => void;
};

/** The orders that match, read in pages as they come into view. */
export function useOrders(search: string, state: OrderState | 'all', fresh: string): Orders {
  const { api } = useAgent();
  const [known, setKnown] = useState(nothing);
  const [turn, setTurn] = useState(0);
  const [view, setView] = useState({ from: 0, to: 0 });
  const key = JSON.stringify([search, state]);
  useEffect(() => {
    let wanted = true;
    const read = async (page: number) => {
      const query = { search, state, offset: page * pageRows, limit: pageRows };
      const reply = await api.request('orders.list', query);
      if (wanted) setKnown(last => take(last, key, page, reply));
    };
    for (let page = view.from; page <= view.to; page += 1) void read(page);
    return () => {
      wanted = false;
    };
    // `key` stands for search and state; a new `turn` or `fresh` reads the same again.
    // oxlint-disable-next-line react/exhaustive-deps, react/exhaustive-effect-dependencies
  }, [api, key, view, turn, fresh]);
  const look = useCallback((first: number, last: number) => {
    const [from, to] = [Math.floor(first / pageRows), Math.floor(last / pageRows)];
    setView(now => (now.from === from && now.to === to ? now : { from, to }));
  }, []);
  const { total, failure, pages } = known;
  return {
    total,
    failure,
    rowAt: index => pages.get(Math.floor(index / pageRows))?.[index % pageRows],
    look,
    again: useCallback(() => setTurn(last => last + 1), []),
  };
}
