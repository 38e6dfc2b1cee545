import { PlannedTable } from '../../parts/planned-table.tsx';
import { useSnapshot } from '../../agent.tsx';
import { hrefOf } from '../../route.ts';
import { useFormats } from '../../clock.ts';
import { GoodsRuns } from './goods-runs.tsx';
import { Orders } from './orders.tsx';
import { LastRun } from './last-run.tsx';
import { Fortnight } from './fortnight.tsx';
import { NeedsYou } from './needs-you.tsx';
import { RecentRuns } from './recent-runs.tsx';
import { SoFar } from './so-far.tsx';
import { Verdict } from './verdict.tsx';

/** Is everything all right, what needs a person, and what was done. */
export function Today() {
  const { shop, erp, watched } = useSnapshot();
  return (
    <div className="page">
      <header className="head">
        <h1>{useFormats().today}</h1>
        <p className="mut">
          {shop && (
            <>
              {shop.name} {erp && <>and {erp.name}</>}
              {' · '}
            </>
          )}
          <a href={hrefOf('preview')}>What would be written now</a>
        </p>
      </header>
      <Verdict />
      {watched && watched.orders > 0 && <PlannedTable totals={watched} />}
      <div className="halves">
        <NeedsYou />
        <SoFar />
      </div>
      <div className="halves with-side">
        <Fortnight />
        <LastRun />
      </div>
      <Orders />
      <GoodsRuns />
      <RecentRuns />
    </div>
  );
}
