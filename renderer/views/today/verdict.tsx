import { Button, Progress } from '@mantine/core';
import type { Progress as Running, Snapshot } from '../../../core/contract.ts';
import { useSnapshot } from '../../agent.tsx';
import { useFormats } from '../../clock.ts';
import { count, plural } from '../../format.ts';
import { Counterfoil } from '../../parts/counterfoil.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { hrefOf } from '../../route.ts';
import { lightWords, markOfLight } from '../../words.ts';

/** The answer first: one sentence, and the one button that goes on from it. */
export function Verdict() {
  const snapshot = useSnapshot();
  const { light, verdict, problems, running } = snapshot;
  const mark = light === 'syncing' && problems.length > 0 ? 'warn' : markOfLight[light];
  const [first] = problems;
  const words = light === 'ok' ? 'All well' : lightWords[light];
  const stub = (
    <>
      <StateMark mark={mark} size={40} {...(light === 'ok' || !first ? { word: words } : {})} />
      {problems.length > 0 && <p className="figure">{count(problems.length)}</p>}
      <p className="xs mut">{problems.length > 0 ? `open ${problems.length === 1 ? 'problem' : 'problems'}` : words}</p>
    </>
  );
  return (
    <Counterfoil className="hero" mark={mark} label="Is everything all right?" stub={stub}>
      <div>
        <h2 className="say">{verdict}</h2>
        {running ? <RunningLine running={running} /> : <LastLine snapshot={snapshot} />}
      </div>
      {first ? (
        <Button component="a" data-size="big" href={hrefOf('problems', first.recordId)}>
          Put the first one right
        </Button>
      ) : (
        <Button component="a" data-size="big" href={hrefOf('history')}>
          Look at the orders
        </Button>
      )}
    </Counterfoil>
  );
}

function RunningLine({ running: { words, done, total } }: { running: Running }) {
  return (
    <>
      <p className="mut">
        {words}
        {total === undefined ? '' : `, ${count(done)} of ${count(total)}`}
      </p>
      <Progress
        className="hero-progress"
        size={4}
        value={total === undefined ? 100 : (100 * done) / Math.max(1, total)}
        animated={total === undefined}
        aria-label={words}
      />
    </>
  );
}

function LastLine({ snapshot: { lastRun, nextRunAt, erp } }: { snapshot: Snapshot }) {
  const format = useFormats();
  const next = nextRunAt ? `The next run is at ${format.time(nextRunAt)}.` : 'No further run is planned.';
  if (!lastRun) return <p className="mut">Nothing has run yet. {next}</p>;
  const posted = lastRun.counts.posted;
  const did =
    posted === 0 ? 'found nothing new to write' : `wrote ${plural(posted, 'order')} to ${erp?.name ?? 'the ERP'}`;
  return (
    <p className="mut">
      The last run, {format.when(lastRun.endedAt)},{' '}
      {lastRun.end === 'stopped' ? `stopped: ${lastRun.words}` : `${did}.`} {next}
    </p>
  );
}
