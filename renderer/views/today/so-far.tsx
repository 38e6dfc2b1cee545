import type { Figures } from '../../../core/model/days.ts';
import { useErpName, useOnlyWatches, useSnapshot } from '../../agent.tsx';
import { count, plural } from '../../format.ts';
import { useAsOf } from '../../parts/as-of.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Agree, Amounts, useMoneyWords } from '../../parts/figures.tsx';

/** What came in since midnight and where it went: the parts, and what they leave unexplained even when it is nothing. */
export function SoFar() {
  const { today, lastRun, light } = useSnapshot();
  const onlyWatches = useOnlyWatches();
  const asOf = useAsOf();
  const { unknown } = today;
  return (
    <section className="card" aria-labelledby="so-far">
      <header>
        <h2 id="so-far">Today so far</h2>
        <span className="xs dim end">{asOf ?? 'since 00:00'}</span>
      </header>
      {onlyWatches ? (
        <Empty title="Only watching">Orders are counted here once Counterfoil writes them.</Empty>
      ) : lastRun === undefined && today.cameIn.orders === 0 ? (
        <Empty title="Nothing of today has been read yet">The first sync tells what came in.</Empty>
      ) : (
        <Ledger />
      )}
      {light === 'standing-by' && lastRun !== undefined && (
        <p className="also">Another PC does the syncing. What it writes is counted there.</p>
      )}
      {unknown > 0 && (
        <p className="also">
          {plural(unknown, 'order')} of which the day or the total is not known {unknown === 1 ? 'is' : 'are'} not
          counted here.
        </p>
      )}
    </section>
  );
}

function Ledger() {
  const { today } = useSnapshot();
  const erp = useErpName();
  const rows: readonly (readonly [words: string, figures: Figures])[] = [
    ['Came in on Shopify', today.cameIn],
    [`Written to ${erp}`, today.written],
    ['Waiting for you', today.waiting],
    ...(today.underWay.orders > 0 ? [['Waiting by themselves', today.underWay] as const] : []),
    ...(today.leftOut.orders > 0 ? [['Left out on purpose', today.leftOut] as const] : []),
  ];
  return (
    <table className="so-far">
      <thead>
        <tr>
          <td />
          <th scope="col" className="n">
            Orders
          </th>
          <th scope="col" className="n">
            Money
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([words, { orders, money }]) => (
          <tr key={words}>
            <th scope="row">{words}</th>
            <td className="n">{count(orders)}</td>
            <td className="n">
              <Amounts money={money} />
            </td>
          </tr>
        ))}
        <tr className="sum">
          <th scope="row">Not accounted for</th>
          <td className="n">
            <Agree agrees={today.unaccounted.orders === 0} words={count(today.unaccounted.orders)} />
          </td>
          <td className="n">
            <Unaccounted />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** Every currency that occurs is told, also where nothing of it is left. */
function Unaccounted() {
  const { today } = useSnapshot();
  const words = useMoneyWords();
  const zero = (amount: string): boolean => !/[1-9]/.test(amount);
  return today.unaccounted.money.map(amount => (
    <span key={amount.currency} className="amount">
      <Agree agrees={zero(amount.amount)} words={words(amount)} />
    </span>
  ));
}
