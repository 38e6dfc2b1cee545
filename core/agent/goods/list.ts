import type { GoodsTrace } from '../../contract.ts';
import type { Entry } from '../../journal/entry.ts';
import type { GoodsState } from '../../journal/goods.ts';
import type { JournalView } from '../../journal/view.ts';
import type { GoodsPage, GoodsQuery, GoodsRow } from '../../model/goods-view.ts';
import { stepsOf } from '../trace.ts';

export const goodsRow = ({ id, name, flow, state, at, problem, reason }: GoodsState): GoodsRow => ({
  id,
  name,
  flow,
  state,
  at,
  why: problem?.title ?? reason,
});

const newer = (a: GoodsState, b: GoodsState): number => {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  return a.name < b.name ? -1 : 1;
};

/** Products, variants and stock levels with a story of their own, newest first; kept until the journal grows. */
export function goodsIndex(view: JournalView): (query: GoodsQuery) => GoodsPage {
  let upTo = -1;
  let sorted: readonly GoodsState[] = [];
  return ({ flow, search, state, offset, limit }) => {
    if (upTo !== view.seq) {
      sorted = [...view.goods.values()].filter(({ last }) => last !== undefined).toSorted(newer);
      upTo = view.seq;
    }
    const wanted = search.trim().toLowerCase();
    const found = sorted.filter(
      one =>
        (flow === 'all' || one.flow === flow) &&
        (state === 'all' || one.state === state) &&
        (wanted === '' || one.name.toLowerCase().includes(wanted)),
    );
    return { total: found.length, rows: found.slice(offset, offset + limit).map(goodsRow) };
  };
}

export const goodsTrace = (state: GoodsState, entries: readonly Entry[]): GoodsTrace => ({
  row: goodsRow(state),
  problem: state.problem,
  steps: stepsOf(entries),
});
