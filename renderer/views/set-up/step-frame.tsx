import { Button } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { useAgent, useSnapshot } from '../../agent.tsx';
import { BusyButton } from '../../parts/busy-button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { go, hrefOf } from '../../route.ts';
import type { SetupStep } from '../../../core/model/setup.ts';

type Props = {
  readonly title: string;
  readonly lead: string;
  readonly promise?: string;
  readonly back?: SetupStep;
  /** Beside the one filled button. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** A step's title, what it asks, and at its foot the ways on. */
export function StepFrame({ title, lead, promise, back, actions, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <div className="set-up-body">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <p className="lead">{lead}</p>
        {children}
      </div>
      <footer className="set-up-foot">
        <p className="row sm mut">
          <Icon name="lock" />
          {promise ?? 'Nothing is written to either side until you say so.'}
        </p>
        <div className="row end">
          <Leave />
          {back && (
            <Button component="a" variant="default" data-size="big" href={hrefOf('set-up', back)}>
              Back
            </Button>
          )}
          {actions}
        </div>
      </footer>
    </>
  );
}

/** The way on, where nothing has to happen first. */
export const Continue = ({ to }: { to: SetupStep }) => (
  <Button component="a" variant="filled" data-size="big" href={hrefOf('set-up', to)}>
    Continue
  </Button>
);

/** Where a shop is synced already there is something to go back to. */
function Leave() {
  const { api } = useAgent();
  const { stage, light } = useSnapshot();
  if (stage === 'none') return null;
  const leave = async () => {
    await api.request('setup.leave');
    // Whoever came to reconnect goes on with what rested.
    if (light === 'failed') void api.request('resume');
    go(hrefOf('today'));
  };
  return (
    <BusyButton icon="left" size="big" onPress={leave}>
      Leave set-up
    </BusyButton>
  );
}
