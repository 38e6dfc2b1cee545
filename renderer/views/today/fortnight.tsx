import { Button } from '@mantine/core';
import { useState } from 'react';
import type { DayPicture } from '../../../core/model/days.ts';
import { useOnlyWatches, useSnapshot } from '../../agent.tsx';
import { count, shortDay } from '../../format.ts';
import { useAsOf } from '../../parts/as-of.tsx';
import { Empty } from '../../parts/empty.tsx';
import { useWidth } from '../../parts/width.ts';
import { FortnightChart, ordersOf } from './fortnight-chart.tsx';
import { FortnightTable } from './fortnight-table.tsx';

/** Fourteen days at a glance, in a sentence, and as a table for whoever asks. */
export function Fortnight() {
  const { days, lastRun, running } = useSnapshot();
  const onlyWatches = useOnlyWatches();
  const asOf = useAsOf();
  const [asTable, setAsTable] = useState(false);
  const [width, ref] = useWidth();
  const isEmpty = days.every(day => ordersOf(day) === 0);
  const summary = inOneSentence(days);
  return (
    <section className="card fortnight" aria-labelledby="fortnight">
      <header>
        <h2 id="fortnight">Fourteen days</h2>
        {asOf !== undefined && <span className="xs dim">{asOf}</span>}
        {!isEmpty && !asTable && <Legend days={days} />}
      </header>
      {isEmpty ? (
        onlyWatches ? (
          <Empty title="Only watching">Days are counted here once Counterfoil writes their orders.</Empty>
        ) : running && lastRun === undefined ? (
          <Empty title="Looking…">The days fill as orders are written.</Empty>
        ) : (
          <Empty title="No orders in these fourteen days">
            {lastRun === undefined ? 'They appear here with the first sync.' : 'The next one appears here by itself.'}
          </Empty>
        )
      ) : (
        <>
          {asTable ? (
            <FortnightTable days={days} />
          ) : (
            <div className="chart-frame" ref={ref}>
              {width > 0 && <FortnightChart days={days} width={width} summary={summary} />}
            </div>
          )}
          <footer className="also">
            <span>{summary}</span>
            <Button
              variant="subtle"
              data-size="compact"
              className="end"
              aria-pressed={asTable}
              onClick={() => setAsTable(!asTable)}
            >
              Show as table
            </Button>
          </footer>
        </>
      )}
    </section>
  );
}

/** Only what occurs is explained. */
function Legend({ days }: { days: readonly DayPicture[] }) {
  const entries: readonly (readonly [look: string, words: string, occurs: boolean])[] = [
    ['key-bar', 'orders written', true],
    ['key-hatch', 'waited for a person', days.some(({ waited }) => waited > 0)],
    ['key-agreed', 'day agreed', days.some(({ verdict }) => verdict === 'agreed')],
    ['key-differs', 'day differs', days.some(({ verdict }) => verdict === 'differs')],
    ['key-open', 'still open', days.some(({ verdict }) => verdict === 'open')],
  ];
  return (
    <ul className="legend xs">
      {entries
        .filter(([, , occurs]) => occurs)
        .map(([look, words]) => (
          <li key={look}>
            <i className={look} aria-hidden="true" />
            {words}
          </li>
        ))}
    </ul>
  );
}

function inOneSentence(days: readonly DayPicture[]): string {
  const all = days.map(ordersOf);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const at = (value: number): string => shortDay(days[all.lastIndexOf(value)]?.day ?? '');
  const first = days[0]?.day ?? '';
  const last = days.at(-1)?.day ?? '';
  const from = first.slice(0, 7) === last.slice(0, 7) ? String(Number(first.slice(-2))) : shortDay(first);
  const range =
    least === most
      ? `${count(most)} each day`
      : `from ${count(least)} on ${at(least)} to ${count(most)} on ${at(most)}`;
  const compared = days.filter(({ verdict }) => verdict === 'agreed' || verdict === 'differs').length;
  const differing = days.filter(({ verdict }) => verdict === 'differs').length;
  const checked =
    compared === 0
      ? 'No day has been compared yet.'
      : `${count(compared)} of these days were compared, ${differing === 0 ? 'and all agree' : `and ${count(differing)} differ`}.`;
  return `Orders a day, ${from} to ${shortDay(last)}: ${range}. ${checked}`;
}
