import { Progress } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { PreviewState } from '../../../core/model/goods-view.ts';
import { useAgent, useSnapshot } from '../../agent.tsx';
import { useAsked } from '../../asked.ts';
import { useFormats } from '../../clock.ts';
import { count } from '../../format.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { refused, useToast } from '../../parts/toast.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useRoute } from '../../route.ts';
import { Choice } from './choice.tsx';
import { Outcomes } from './outcomes.tsx';
import { Planned } from './planned.tsx';

/** What would be written now, of one record or of all: looked at as a sync would, and nothing is sent. */
export function Preview() {
  const { goodsRevision } = useSnapshot();
  const { id } = useRoute();
  const asked = useAsked('preview.state', [], String(goodsRevision));
  const format = useFormats();
  const { value: state, failure, again } = asked;
  return (
    <div className="page">
      <header className="head">
        <div>
          <h1 tabIndex={-1}>What would be written now</h1>
          <p className="mut">
            Nothing has been sent.{' '}
            {state?.at !== undefined && (
              <>
                Looked at <time dateTime={state.at}>{format.when(state.at)}</time>.
              </>
            )}
          </p>
        </div>
      </header>
      {/* Another record in the address is another question. */}
      <Choice key={id ?? ''} record={id ?? ''} isLooking={state?.isLooking ?? false} />
      {failure && !state && (
        <section className="card">
          <Trouble failure={failure} again={again} />
        </section>
      )}
      {state?.isLooking && <Looking counts={state.counts} again={again} />}
      {state?.failure !== undefined && !state.isLooking && (
        <p className="t-bad" role="alert">
          {state.failure}
        </p>
      )}
      {state && state.at === undefined && !state.isLooking && state.failure === undefined && (
        <Empty title="Nothing looked at yet">
          Choose what to look at. Both sides are read as a sync would read them, and nothing is written.
        </Empty>
      )}
      {state && state.at !== undefined && !state.isLooking && state.failure === undefined && (
        <>
          <Outcomes counts={state.counts} />
          <Planned key={state.at} counts={state.counts} />
        </>
      )}
    </div>
  );
}

const lookAgainMs = 1500;

function Looking({ counts, again }: { counts: PreviewState['counts']; again: () => void }) {
  const { api, link } = useAgent();
  const toast = useToast();
  const [stopping, setStopping] = useState(false);
  useEffect(() => {
    const timer = setInterval(again, lookAgainMs);
    return () => clearInterval(timer);
  }, [again]);
  const compared = Object.values(counts).reduce((sum, part) => sum + part, 0);
  const stop = async () => {
    setStopping(true);
    const reply = await api.request('preview.stop');
    setStopping(false);
    if (!reply.ok) toast(refused(reply.failure));
  };
  return (
    <div className="reading" role="status">
      <div className="row">
        <span className="b">Reading both sides</span>
        {compared > 0 && <span className="mut n">{count(compared)} compared</span>}
        <span className="end">
          <BusyButton icon="pause" size="compact" busy={stopping} disabled={link !== 'live'} onPress={stop}>
            Stop
          </BusyButton>
        </span>
      </div>
      <Progress value={100} animated aria-label="Reading both sides" />
    </div>
  );
}
