import { Progress } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Failure } from '../../../core/contract.ts';
import type { SetupView, StartChoice } from '../../../core/model/setup.ts';
import { useAgent, useSnapshot } from '../../agent.tsx';
import { calendarDay, count, plural } from '../../format.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { PlannedTable } from '../../parts/planned-table.tsx';
import { Radio } from '../../parts/radio.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { go, hrefOf } from '../../route.ts';
import { BesideTheClock } from './beside-the-clock.tsx';
import { PlannedList } from './planned-list.tsx';
import { StartDay } from './start-day.tsx';
import { StepFrame } from './step-frame.tsx';

/** What would be written if it began on that day, and how it shall begin. */
export function Preview({ setup }: { setup: SetupView }) {
  const { api, link } = useAgent();
  const { preview, isSample, today, known } = setup;
  const { state, totals, from } = preview;
  const [mode, setMode] = useState<StartChoice['mode']>(isSample || known ? 'live' : 'watch');
  const { pc } = useSnapshot();
  const [atLogin, setAtLogin] = useState(!isSample);
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    if (state === 'none') void api.request('setup.preview', 'usual');
  }, [api, state]);
  const written = totals?.rows.find(({ outcome }) => outcome === 'written')?.orders ?? 0;
  const isReading = state === 'reading' || state === 'none';
  const start = async () => {
    setFailure(undefined);
    if (pc.startsAtLogin !== undefined && pc.startsAtLogin !== atLogin) await api.request('pc.start-at-login', atLogin);
    if (from === undefined) return;
    const reply = await api.request('setup.start', { mode, from });
    if (reply.ok) go(hrefOf('today'));
    else setFailure(reply.failure);
  };
  const since = from ? `orders since ${calendarDay(from)}` : 'all orders that Shopify shows';
  return (
    <StepFrame
      title={totals === undefined ? 'The first preview' : 'If it had run now'}
      lead={
        totals === undefined
          ? 'Every order is looked at as a sync would, and nothing is written.'
          : totals.orders === 0
            ? `There are no ${since.replace('all ', '')} yet. Choose an earlier day to see how orders would be written.`
            : `This is what Counterfoil would have written of ${since}. Nothing was.`
      }
      back="match"
      actions={
        <BusyButton icon="play" kind="filled" size="big" disabled={link !== 'live' || state !== 'done'} onPress={start}>
          {mode === 'watch' ? 'Start watching' : 'Start writing orders'}
        </BusyButton>
      }
    >
      <StartDay
        from={from}
        today={today}
        disabled={link !== 'live' || from === undefined}
        onChange={day => void api.request('setup.preview', { since: day })}
      />
      {isReading && (
        <div className="reading" role="status">
          <p className="row">
            <span className="b">{preview.words === '' ? 'Reading orders' : preview.words}</span>
            {preview.total !== undefined && (
              <span className="end mut n">
                {count(preview.done)} of {count(preview.total)}
              </span>
            )}
          </p>
          <Progress value={preview.total ? (preview.done / preview.total) * 100 : 100} aria-label="Reading orders" />
        </div>
      )}
      {state === 'failed' && (
        <p className="t-bad" role="alert">
          {preview.words}
        </p>
      )}
      {totals && totals.orders > 0 && (
        <>
          <PlannedTable totals={totals} />
          <PlannedList orders={totals.orders} home={totals.money[0]?.currency} />
        </>
      )}
      {totals && (
        <fieldset className="kinds start">
          <legend>How shall we start?</legend>
          <Radio group="mode" checked={mode === 'watch'} onPick={() => setMode('watch')}>
            <span className="b">Watch first</span>{' '}
            {!isSample && !known && <span className="tag tag-ok">recommended</span>}
            <span className="sm mut">Plan and show everything as orders come; write nothing.</span>
          </Radio>
          <Radio group="mode" checked={mode === 'live'} onPick={() => setMode('live')}>
            <span className="b">Write orders</span>
            <span className="sm mut">
              {from ? `Orders from ${calendarDay(from)} on.` : 'All orders shown above, and every new one.'}{' '}
              {written > 0 && `That is ${plural(written, 'order')} now.`}
            </span>
          </Radio>
        </fieldset>
      )}
      {totals && pc.face === 'desktop' && <BesideTheClock atLogin={atLogin} onAtLogin={setAtLogin} />}
      <Refusal failure={failure} />
    </StepFrame>
  );
}
