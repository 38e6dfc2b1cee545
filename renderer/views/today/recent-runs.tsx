import type { RunSummary } from '../../../core/model/write.ts';
import { useLooked, useSnapshot } from '../../agent.tsx';
import { useFormats } from '../../clock.ts';
import { count, took } from '../../format.ts';
import { StateMark } from '../../parts/state-mark.tsx';
import { markOfRun, runWords, triggerWords, watchedWords } from '../../words.ts';

const columns = ['Looked at', 'Written', 'Unchanged', 'Left out', 'Need you', 'Waiting'];

export function RecentRuns() {
  const { runs } = useSnapshot();
  if (runs.length === 0) return null;
  return (
    <section className="card" aria-labelledby="recent-runs">
      <header>
        <h2 id="recent-runs">Recent order runs</h2>
      </header>
      <table className="runs">
        <thead>
          <tr>
            <th scope="col">Started</th>
            <th scope="col">Why</th>
            {columns.map(name => (
              <th key={name} scope="col" className="n">
                {name}
              </th>
            ))}
            <th scope="col" className="n">
              Took
            </th>
            <th scope="col">How it ended</th>
          </tr>
        </thead>
        <tbody>
          {runs.map(run => (
            <Row key={run.run} run={run} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ run }: { run: RunSummary }) {
  const format = useFormats();
  const { lastRun } = useSnapshot();
  const looked = useLooked();
  const isLook = looked !== undefined && lastRun?.run === run.run;
  const { seen, posted, unchanged, skipped, parked, waiting } = run.counts;
  return (
    <tr>
      <th scope="row">
        <time dateTime={run.startedAt}>{format.short(run.startedAt)}</time>
      </th>
      <td>{triggerWords[run.trigger]}</td>
      {[seen, posted, unchanged, skipped, parked, waiting].map((value, index) => (
        <td key={columns[index]} className={value === 0 ? 'n dim' : 'n'}>
          {count(value)}
        </td>
      ))}
      <td className="n whole">{took(Date.parse(run.endedAt) - Date.parse(run.startedAt))}</td>
      <td>
        <span className="ended">
          <StateMark mark={isLook ? 'info' : markOfRun[run.end]} word={false} size={16} />
          <span className={run.words === '' ? '' : 'narrow'}>{isLook ? watchedWords : runWords[run.end]}</span>
          <span className="wide">{run.words}</span>
        </span>
      </td>
    </tr>
  );
}
