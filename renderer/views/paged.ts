import { useCallback, useEffect, useState } from 'react';
import type { Failure, Reply } from '../../core/contract.ts';

const pageRows = 100;

export type Page<Row> = { readonly total: number; readonly rows: readonly Row[] };
type Known<Row> = {
  /** What was asked for. */
  readonly key: string;
  readonly total: number | undefined;
  readonly pages: ReadonlyMap<number, readonly Row[]>;
  readonly failure: Failure | undefined;
};
const nothing = { key: '', total: undefined, pages: new Map<number, never>(), failure: undefined };

function take<Row>(known: Known<Row>, key: string, page: number, reply: Reply<Page<Row>>): Known<Row> {
  if (!reply.ok) return { ...(known.key === key ? known : nothing), key, failure: reply.failure };
  const pages = new Map(known.key === key ? known.pages : []);
  return { key, total: reply.value.total, pages: pages.set(page, reply.value.rows), failure: undefined };
}

export type Paged<Row> = {
  /** Undefined before the first answer. Of the last search until the next is answered. */
  readonly total: number | undefined;
  readonly failure: Failure | undefined;
  /** Undefined: not read yet. */
  readonly rowAt: (index: number) => Row | undefined;
  /** Says which rows are in view, the last one too: they are read, and read again whenever `fresh` changes. */
  readonly look: (first: number, last: number) => void;
  readonly again: () => void;
};

/** The rows of a long list, read in pages as they come into view. `key` stands for all that `ask` asks for. */
export function usePaged<Row>(
  key: string,
  ask: (offset: number, limit: number) => Promise<Reply<Page<Row>>>,
  fresh: string,
): Paged<Row> {
  const [known, setKnown] = useState<Known<Row>>(nothing);
  const [turn, setTurn] = useState(0);
  const [view, setView] = useState({ from: 0, to: 0 });
  useEffect(() => {
    let wanted = true;
    const read = async (page: number) => {
      const reply = await ask(page * pageRows, pageRows);
      if (wanted) setKnown(last => take(last, key, page, reply));
    };
    for (let page = view.from; page <= view.to; page += 1) void read(page);
    return () => {
      wanted = false;
    };
    // `key` stands for `ask`; a new `turn` or `fresh` reads the same again.
    // oxlint-disable-next-line react/exhaustive-deps, react/exhaustive-effect-dependencies
  }, [key, view, turn, fresh]);
  const look = useCallback((first: number, last: number) => {
    const [from, to] = [Math.floor(first / pageRows), Math.floor(Math.max(first, last) / pageRows)];
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
