import { useAgent, useNextRun, useSnapshot } from '../agent.tsx';
import { useFormats } from '../clock.ts';
import { count } from '../format.ts';
import { Icon, Logo } from '../parts/icon.tsx';
import { hrefOf, type Screen } from '../route.ts';
import { lightWords } from '../words.ts';
import { SyncNow } from './sync-now.tsx';

export const screenNames: Readonly<Record<Screen, string>> = {
  today: 'Today',
  problems: 'Problems',
  history: 'History',
};
export const screenOrder: readonly Screen[] = ['today', 'problems', 'history'];

/** Index tabs at the edge of the ledger; at its foot what the agent does. */
export function Rail({ screen }: { screen: Screen }) {
  const open = useSnapshot().problems.length;
  return (
    <div className="rail" role="banner">
      <a className="brand" href={hrefOf('today')}>
        <Logo />
        Counterfoil
      </a>
      <nav aria-label="Screens">
        <ul>
          {screenOrder.map(name => (
            <li key={name}>
              <a href={hrefOf(name)} aria-current={name === screen ? 'page' : undefined}>
                <Icon name={name} />
                {screenNames[name]}
                {name === 'problems' && open > 0 && (
                  <span className="count" aria-label={`${count(open)} open`}>
                    {count(open)}
                  </span>
                )}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Foot />
    </div>
  );
}

function Foot() {
  const { link } = useAgent();
  const { light, lastRun, now, running } = useSnapshot();
  const next = useNextRun();
  const format = useFormats();
  const live = link === 'live';
  return (
    <section className="foot" aria-label="Sync">
      <p className="b" role="status">
        {live ? lightWords[light] : `As of ${format.time(now)}`}
      </p>
      <dl>
        <dt>Last sync</dt>
        <dd>{lastRun ? <time dateTime={lastRun.endedAt}>{format.time(lastRun.endedAt)}</time> : 'none yet'}</dd>
        <dt>Next</dt>
        <dd>
          {running ? (
            'after this one'
          ) : next.at ? (
            <>
              <time dateTime={next.at}>{format.time(next.at)}</time>
              <span className="wide">, {format.until(next.at)}</span>
            </>
          ) : (
            next.words
          )}
        </dd>
      </dl>
      <SyncNow />
    </section>
  );
}
