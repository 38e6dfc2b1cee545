import { useSnapshot } from '../../agent.tsx';
import { useFormats } from '../../clock.ts';
import { count } from '../../format.ts';
import { Empty } from '../../parts/empty.tsx';
import { Names } from '../../parts/names.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { hrefOf } from '../../route.ts';
import { markOfProblem, secondLine, severityWords } from '../../words.ts';

const atMost = 5;

export function NeedsYou() {
  const { problems, now } = useSnapshot();
  const format = useFormats();
  const more = problems.length - atMost;
  return (
    <section className="card" aria-labelledby="needs-you">
      <header>
        <h2 id="needs-you">Needs you</h2>
        {more > 0 && (
          <a className="sm end" href={hrefOf('problems')}>
            All {count(problems.length)}
          </a>
        )}
      </header>
      {problems.length === 0 ? (
        <Empty well title="Nothing needs you">
          Everything is settled as of {format.time(now)}.
        </Empty>
      ) : (
        <ul className="needs">
          {problems.slice(0, atMost).map(({ recordId, recordName, since, severity, problem }) => (
            <li key={recordId}>
              <StateMark mark={markOfProblem[problem.category]} />
              <div>
                <a className="b" href={hrefOf('problems', recordId)}>
                  <Names text={problem.title} />
                </a>
                <p className="sm mut one-line">
                  {severity === 'critical' && <span className="urgent">{severityWords[severity]} </span>}
                  {secondLine(recordName, problem)}
                </p>
              </div>
              <time className="xs dim" dateTime={since} title={format.full(since)}>
                {format.age(since)}
              </time>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
