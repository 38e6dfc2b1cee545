import type { RunCounts } from '../../../core/model/write.ts';
import { useErpName, useNextRun, useSnapshot } from '../../agent.tsx';
import { useFormats } from '../../clock.ts';
import { count, took } from '../../format.ts';
import { Empty } from '../../parts/empty.tsx';
import { StateTag } from '../../parts/state-mark.tsx';
import { markOfRun, runWords, triggerWords } from '../../words.ts';

export function LastRun() {
  const { lastRun } = useSnapshot();
  const { at, words } = useNextRun();
  const format = useFormats();
  const next = at ? `${format.time(at)}, ${format.until(at)}` : words;
  return (
    <section className="card" aria-labelledby="last-run">
      <header>
        <h2 id="last-run">Last run</h2>
        {lastRun && (
          <>
            <StateTag mark={markOfRun[lastRun.end]}>{runWords[lastRun.end]}</StateTag>
            <time className="xs dim end" dateTime={lastRun.startedAt} title={format.full(lastRun.startedAt)}>
              {format.when(lastRun.startedAt)}
            </time>
          </>
        )}
      </header>
      {lastRun ? (
        <>
          <Counts counts={lastRun.counts} />
          <p className="also">
            <span>{triggerWords[lastRun.trigger]}</span>
            <span>took {took(Date.parse(lastRun.endedAt) - Date.parse(lastRun.startedAt))}</span>
            <span>next run {next}</span>
          </p>
        </>
      ) : (
        <Empty title="No run yet">The first one: {next}.</Empty>
      )}
    </section>
  );
}

/** The parts, and what they leave unexplained, which is said even when it is nothing. */
function Counts({ counts }: { counts: RunCounts }) {
  const erp = useErpName();
  const { seen, posted, unchanged, skipped, parked, waiting } = counts;
  const rest = seen - posted - unchanged - skipped - parked - waiting;
  const rows: readonly (readonly [words: string, value: number])[] = [
    ['Looked at', seen],
    [`Written to ${erp}`, posted],
    ['Already there, unchanged', unchanged],
    ['Left out on purpose', skipped],
    ['Waiting for you', parked],
    ['Waiting by themselves', waiting],
  ];
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
          <td>{rest === 0 ? <span className="agree">0</span> : <span className="differs">{count(rest)}</span>}</td>
        </tr>
      </tbody>
    </table>
  );
}
