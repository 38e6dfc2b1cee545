import { useCallback, useRef } from 'react';
import { useAgent, useNextRun, useSnapshot } from '../agent.tsx';
import { useFormats } from '../clock.ts';
import { lightWords } from '../words.ts';
import { PauseMenu, ResumeNow } from './pause.tsx';
import { SyncNow } from './sync-now.tsx';

/** What the agent does, when it did and will, and the buttons that change it. */
export function Foot() {
  const { link } = useAgent();
  const { light, paused, lastRun, now, running, peakLock } = useSnapshot();
  const next = useNextRun();
  const format = useFormats();
  const state = light === 'paused' && paused ? `Paused until ${paused.words}` : lightWords[light];
  return (
    <section className="foot" aria-label="Sync">
      <p className="b" role="status">
        {link === 'live' ? state : `As of ${format.time(now)}`}
      </p>
      <dl>
        <dt>Last sync</dt>
        <dd>{lastRun ? <time dateTime={lastRun.endedAt}>{format.time(lastRun.endedAt)}</time> : 'none yet'}</dd>
        <dt>Next</dt>
        <dd>
          {running && !paused ? (
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
      {peakLock !== undefined && <p className="peak">Peak lock until {peakLock}</p>}
      <Buttons paused={paused !== undefined} />
      <p className="xs dim keys-hint">
        All keys: <kbd>?</kbd>
      </p>
    </section>
  );
}

/** Pausing and resuming swap the buttons: whoever pressed one finds the focus on what stands there then. */
function Buttons({ paused }: { paused: boolean }) {
  const pressed = useRef(false);
  const onPress = useCallback((holds: boolean) => void (pressed.current = holds), []);
  const swapped = useCallback((row: HTMLDivElement | null) => {
    if (!row || !pressed.current) return;
    pressed.current = false;
    row.querySelector('button')?.focus();
  }, []);
  return (
    <div className="pair" key={paused ? 'paused' : 'running'} ref={swapped}>
      {paused ? (
        <ResumeNow onPress={onPress} />
      ) : (
        <>
          <SyncNow />
          <PauseMenu onPress={onPress} />
        </>
      )}
    </div>
  );
}
