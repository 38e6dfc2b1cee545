import type { RunCounts } from '../../../core/model/write.ts';
import { useErpName, useNextRun, useSnapshot } from '../../agent.tsx';
import { useFormats } from '../../clock.ts';
import { count, took } from '../../format.ts';
import { Empty } from '../../parts/empty.tsx';
import { Agree } from '../../parts/figures.tsx';
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
            <span className="end">
              <StateTag mark={markOfRun[lastRun.end]}>{runWords[lastRun.end]}</StateTag>
            </span>
          </>
        )}
      </header>
      {lastRun ? (
        <>
          <Counts counts={lastRun.counts} />
          <p className="also">
            <time dateTime={lastRun.startedAt} title={format.full(lastRun.startedAt)}>
              {format.when(lastRun.startedAt)}
            </time>
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
  const rows = all.filter(([, value], at) => value > 0 || at < always);
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
