import { Button, Progress } from '@mantine/core';
import type { Progress as Running, Snapshot } from '../../../core/contract.ts';
import { useLooked, useNextRun, useSnapshot } from '../../agent.tsx';
import { useFormats } from '../../clock.ts';
import { count, plural, sentence } from '../../format.ts';
import { planId } from '../../goods-words.ts';
import { Act } from '../../parts/act.tsx';
import { Counterfoil } from '../../parts/counterfoil.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { hrefOf } from '../../route.ts';
import { lightWords, markOfLight } from '../../words.ts';

/** The answer first: one sentence, and the one button that goes on from it. */
export function Verdict() {
  const snapshot = useSnapshot();
  const { light, verdict, problems, plans, running, banners } = snapshot;
  const halt = banners.find(({ severity }) => severity === 'failed')?.button;
  const begin = banners.find(({ code }) => code === 'only-watching')?.button;
  const open = problems.length + plans.length;
  const isOk = light === 'ok';
  const shown = begin && isOk ? 'standing-by' : light;
  const mark = light === 'syncing' && open > 0 ? 'warn' : markOfLight[shown];
  const [plan] = plans;
  const first = plan ? planId(plan) : problems[0]?.recordId;
  const words = shown === 'ok' ? 'All well' : lightWords[shown];
  const stub = (
    <>
      <StateMark mark={mark} size={40} {...(isOk || first === undefined ? { word: words } : {})} />
      {open > 0 && <p className="figure">{count(open)}</p>}
      <p className="xs mut">{open > 0 ? `open ${open === 1 ? 'problem' : 'problems'}` : words}</p>
    </>
  );
  return (
    <Counterfoil className="hero" mark={mark} label="Is everything all right?" stub={stub}>
      <div>
        <h2 className="say">{verdict}</h2>
        {running ? <RunningLine running={running} verdict={verdict} /> : <LastLine snapshot={snapshot} />}
      </div>
      {halt ? (
        <Act button={halt} main />
      ) : first !== undefined ? (
        <Button component="a" variant="filled" data-size="big" href={hrefOf('problems', first)}>
          Put the first one right
        </Button>
      ) : begin ? (
        <Act button={begin} main />
      ) : (
        <Button component="a" variant="filled" data-size="big" href={hrefOf('history')}>
          Look at the orders
        </Button>
      )}
    </Counterfoil>
  );
}

/** What the verdict says already is not said twice. */
function RunningLine({ running, verdict }: { running: Running; verdict: string }) {
  const { words, done, total, startedAt } = running;
  const format = useFormats();
  const far = total === undefined ? `since ${format.time(startedAt)}` : `${count(done)} of ${count(total)}`;
  return (
    <>
      <p className="mut">{words === verdict ? sentence(far) : `${words}, ${far}`}</p>
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

function LastLine({ snapshot: { lastRun, paused, erp } }: { snapshot: Snapshot }) {
  const format = useFormats();
  const looked = useLooked();
  const { at, words } = useNextRun();
  const planned = at ? `The next run is at ${format.time(at)}.` : `The next run: ${words}.`;
  const on = paused && format.day(paused.until) !== 'today' ? 'on' : 'at';
  const next = paused ? `Counterfoil goes on by itself ${on} ${paused.words}.` : planned;
  if (!lastRun) return <p className="mut">Nothing has run yet. {next}</p>;
  if (looked)
    return (
      <p className="mut">
        The orders were last looked at {format.when(lastRun.endedAt)}. {next}
      </p>
    );
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
