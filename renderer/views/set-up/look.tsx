import { Progress } from '@mantine/core';
import { useEffect } from 'react';
import type { SetupView } from '../../../core/model/setup.ts';
import { useAgent } from '../../agent.tsx';
import { count } from '../../format.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { CheckList } from '../../parts/check-list.tsx';
import { Continue, StepFrame } from './step-frame.tsx';

/** Both sides are read, and what was found is told as it comes. */
export function Look({ setup: { look, isSample } }: { setup: SetupView }) {
  const { api, link } = useAgent();
  const { state, words, done, total } = look;
  useEffect(() => {
    if (state === 'none') void api.request('setup.look');
  }, [api, state]);
  const isReading = state === 'reading' || state === 'none';
  return (
    <StepFrame
      title={isReading ? 'Having a look around' : 'What we found'}
      lead={leadOf(look)}
      {...(isSample ? {} : { back: 'erp' })}
      actions={
        isReading ? (
          <BusyButton icon="pause" size="big" onPress={() => api.request('setup.stop')}>
            Stop reading
          </BusyButton>
        ) : (
          <>
            <BusyButton icon="sync" size="big" disabled={link !== 'live'} onPress={() => api.request('setup.look')}>
              Read again
            </BusyButton>
            {state === 'done' && <Continue to="match" />}
          </>
        )
      }
    >
      <div className="reading" role={state === 'failed' ? 'alert' : 'status'}>
        <p className="row">
          <span className={state === 'failed' ? 't-bad' : 'b'}>{words}</span>
          {isReading && total !== undefined && (
            <span className="end mut n">
              {count(done)} of {count(total)}
            </span>
          )}
        </p>
        {isReading && (
          <Progress
            value={total === undefined || total === 0 ? 100 : (done / total) * 100}
            animated={total === undefined}
            aria-label={words}
          />
        )}
      </div>
      <CheckList checks={look.checks} label="What was found" />
    </StepFrame>
  );
}

function leadOf({ state, checks }: SetupView['look']): string {
  if (state === 'reading' || state === 'none') return 'We are only reading, on both sides.';
  if (state === 'failed') return 'Not everything could be read. Nothing was written.';
  return checks.some(({ mark }) => mark === 'attention')
    ? 'Nothing was written. What needs care is listed; orders for it will wait until it is put right.'
    : 'Nothing was written, and everything we read fits.';
}
