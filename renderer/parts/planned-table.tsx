import type { Money } from '../../core/model/money.ts';
import { moneyInWords } from '../../core/model/money-words.ts';
import type { PlannedTotals } from '../../core/model/setup.ts';
import { useSnapshot } from '../agent.tsx';
import { count, plural } from '../format.ts';
import { plannedWords } from '../words.ts';

/** Every order that was read is in one row, so that the rows add up. */
export function PlannedTable({ totals }: { totals: PlannedTotals }) {
  const { shop } = useSnapshot();
  const home = shop?.currency ?? totals.money[0]?.currency;
  const figures = (sums: readonly Money[]) => sums.map(amount => moneyInWords(amount, home)).join(' + ');
  return (
    <section className="card planned" aria-label="What would be written">
      <table>
        <thead>
          <tr>
            <th scope="col">Orders</th>
            <th scope="col">For</th>
            <th scope="col" className="n">
              Money
            </th>
          </tr>
        </thead>
        <tbody>
          {totals.rows.map(row => (
            <tr key={row.outcome}>
              <th scope="row">
                {count(row.orders)} {plannedWords[row.outcome]}
              </th>
              <td>{row.first === row.last ? row.first : `${row.first} to ${row.last}`}</td>
              <td className="n">{figures(row.money)}</td>
            </tr>
          ))}
          <tr className="sum">
            <th scope="row" colSpan={2}>
              {plural(totals.orders, 'order')} looked at
            </th>
            <td className="n">{figures(totals.money)}</td>
          </tr>
        </tbody>
      </table>
      {totals.writes.length > 0 && (
        <p className="also">
          Would be written: {totals.writes.map(({ words: what, count: many }) => `${count(many)} ${what}`).join(', ')}.
        </p>
      )}
      {totals.waits.map(({ title, orders }) => (
        <p key={title} className="also">
          {plural(orders, 'order')} would wait: {title}.
        </p>
      ))}
      {totals.leftOut.map(({ title, orders }) => (
        <p key={title} className="also">
          {plural(orders, 'order')} left out: {title}.
        </p>
      ))}
    </section>
  );
}
