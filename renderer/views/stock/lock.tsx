import type { StockView } from '../../../core/model/goods-view.ts';
import { plural } from '../../format.ts';
import { hrefOf } from '../../route.ts';
import { StateMark } from '../../parts/state-mark.tsx';

/** While stock is not raised: until when, and what passes all the same. */
export const Lock = ({ lock: { until, holds, waiting } }: { lock: NonNullable<StockView['lock']> }) => (
  <p className="lock-line" role="status">
    <StateMark mark="held" word={false} size={16} />
    <span>
      <b>Peak lock until {until}.</b>{' '}
      {holds === 'increases'
        ? `Sales still lower stock; ${waiting === 0 ? 'increases wait' : `${plural(waiting, 'increase')} ${waiting === 1 ? 'waits' : 'wait'}`}.`
        : 'No stock is written until then.'}{' '}
      <a href={hrefOf('settings')}>Change the window</a>
    </span>
  </p>
);
