import type { JournalView } from '../journal/view.ts';
import type { RunSummary } from '../model/write.ts';
import type { Situation } from './situation.ts';

/** The last run of a comparison that did not come to its end, and goes on by itself. */
export const stoppedGoods = (
  { goodsRuns }: JournalView,
  { isOff, onlyWatches }: Pick<Situation, 'isOff' | 'onlyWatches'>,
): RunSummary | undefined =>
  [...goodsRuns.values()].find(({ flow, end }) => !onlyWatches && end === 'stopped' && !isOff(flow));
