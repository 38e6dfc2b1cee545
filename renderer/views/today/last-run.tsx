import type { PlannedTotals } from '../../../core/model/setup.ts';
import type { RunCounts } from '../../../core/model/write.ts';
import { useErpName, useLooked, useNextRun, useSnapshot } from '../../agent.tsx';
import { useFormats } from '../../clock.ts';
import { count, sentence, took } from '../../format.ts';
import { Empty } from '../../parts/empty.tsx';
import { Agree } from '../../parts/figures.tsx';
import { StateTag } from '../../parts/state-mark.tsx';
import { markOfRun, plannedWords, runWords, triggerWords, watchedWords } from '../../words.ts';

export function LastRun() {
  const { lastRun, running } = useSnapshot();
  const looked = useLooked();
  const { at, words } = useNextRun();
  const format = useFormats();
  const next = at ? `${format.time(at)}, ${format.until(at)}` : words;
  return (
    <section className="card" aria-labelledby="last-run">
      <header>
        <h2 id="last-run">Last order run</h2>
        {lastRun && (
          <>
            <span className="end">
              {looked ? (
                <StateTag mark="info">{watchedWords}</StateTag>
              ) : (
                <StateTag mark={markOfRun[lastRun.end]}>{runWords[lastRun.end]}</StateTag>
              )}
            </span>
          </>
        )}
      </header>
      {lastRun ? (
        <>
          {looked ? <Planned totals={looked} /> : <Counts counts={lastRun.counts} />}
          <p className="also">
            <time dateTime={lastRun.startedAt} title={format.full(lastRun.startedAt)}>
              {format.when(lastRun.startedAt)}
            </time>
            <span>{triggerWords[lastRun.trigger]}</span>
            <span>took {took(Date.parse(lastRun.endedAt) - Date.parse(lastRun.startedAt))}</span>
            <span>next run {next}</span>
          </p>
        </>
      ) : running ? (
        <Empty title="The first run is under way">What it found stands here once it is through.</Empty>
      ) : (
        <Empty title="No run yet">The first one: {next}.</Empty>
      )}
    </section>
  );
}

/** Looked at and written are told even where they are none. */
const always = 2;

/** The parts, and what they leave unexplained, which is said even when it is nothing. */
function Counts({ counts }: { counts: RunCounts }) {
  const erp = useErpName();
  const { seen, posted, unchanged, skipped, parked, waiting } = counts;
  const rest = seen - posted - unchanged - skipped - parked - waiting;
  const all: readonly (readonly [words: string, value: number])[] = [
    ['Looked at', seen],
    [`Written to ${erp}`, posted],
    ['Already there, unchanged', unchanged],
    ['Left out on purpose', skipped],
    ['Waiting for you', parked],
    ['Waiting by themselves', waiting],
  ];
  return <Ledger rows={all.filter(([, value], at) => value > 0 || at < always)} rest={rest} />;
}

/** What would have become of each order that was looked at. */
function Planned({ totals: { orders, rows } }: { totals: PlannedTotals }) {
  const parts = rows.map(row => [sentence(plannedWords[row.outcome]), row.orders] as const);
  const rest = rows.reduce((left, row) => left - row.orders, orders);
  return <Ledger rows={[['Looked at', orders], ...parts]} rest={rest} />;
}

type LedgerProps = { readonly rows: readonly (readonly [words: string, value: number])[]; readonly rest: number };

function Ledger({ rows, rest }: LedgerProps) {
  return (
    <table className="ledger" aria-label="Orders of the last run">
      <tbody>
        {rows.map(([words, value]) => (
          <tr key={words}>
            <th scope="row">{words}</th>
            <td>{count(value)}</td>
          </tr>
        ))}
        <tr className="sum">
          <th scope="row">Not accounted for</th>
          <td>
            <Agree agrees={rest === 0} words={count(rest)} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}
