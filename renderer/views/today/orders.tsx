import type { OrderState } from '../../../core/contract.ts';
import { useErpName, useSnapshot } from '../../agent.tsx';
import { count } from '../../format.ts';
import { StateMark } from '../../parts/state-mark.tsx';
import { hrefOf } from '../../route.ts';
import { markOfOrder, orderWords } from '../../words.ts';

const states: readonly OrderState[] = ['posted', 'parked', 'conflict', 'pending', 'skipped'];

/** Every order Counterfoil knows, once: the parts make the total. */
export function Orders() {
  const { counts } = useSnapshot();
  const words = orderWords(useErpName());
  const total = states.reduce((sum, state) => sum + counts[state], 0);
  return (
    <section className="card" aria-label="Orders">
      <ul className="strip">
        {states.map(state => (
          <li key={state}>
            <a href={hrefOf('history', undefined, state)}>
              <span className="xs mut">
                <StateMark mark={markOfOrder[state]} word={false} size={14} />
                {words[state]}
              </span>
              <b>{count(counts[state])}</b>
            </a>
          </li>
        ))}
        <li className="strip-total">
          <a href={hrefOf('history')}>
            <span className="xs mut">All orders</span>
            <b>{count(total)}</b>
          </a>
        </li>
      </ul>
    </section>
  );
}
