import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Banner as BannerData, Failure } from '../../../core/contract.ts';
import { setupSteps, type SetupStep, type SetupView } from '../../../core/model/setup.ts';
import { useAgent, useSnapshot } from '../../agent.tsx';
import { Banner } from '../../parts/banner.tsx';
import { BusyButton } from '../../parts/busy-button.tsx';
import { CheckList } from '../../parts/check-list.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { go, hrefOf } from '../../route.ts';
import { Continue, StepFrame } from './step-frame.tsx';

type Side = 'store' | 'erp';
type Around = { readonly back: SetupStep; readonly next: SetupStep; readonly checked: string };

const around: Readonly<Record<Side, Around>> = {
  store: { back: 'welcome', next: 'erp', checked: 'The store' },
  erp: { back: 'store', next: 'look', checked: 'The ERP' },
};

type Props = {
  readonly setup: SetupView;
  readonly step: Side;
  readonly title: string;
  readonly lead: string;
  /** On the button: "Sign in", and "Sign in again" where all syncing rests until then. */
  readonly verb: string;
  /** Something else is typed than what was tried last. */
  readonly isChanged: boolean;
  /** Tries what is typed. @returns whether it was taken */
  readonly onConnect: () => Promise<boolean>;
  readonly failure: Failure | undefined;
  readonly help?: ReactNode;
  /** The fields. */
  readonly children: ReactNode;
};

/** A step that connects one side: why syncing rests where this mends it, the fields, and one button, Enter too. */
export function ConnectStep({ setup, step, title, lead, verb, isChanged, onConnect, failure, help, children }: Props) {
  const { api, link } = useAgent();
  const resting = useResting(step);
  const [isBusy, setBusy] = useState(false);
  const { back, next, checked } = around[step];
  const { checks } = setup[step];
  const isPast = setupSteps.indexOf(setup.step) > setupSteps.indexOf(step);
  const isTold = !isChanged && !resting;
  const isConnected = isPast && isTold;
  const { ref, showLater } = useShownLater();
  const connect = async () => {
    if (isBusy) return;
    setBusy(true);
    if (await onConnect()) {
      showLater();
      if (resting) await api.request('resume');
    }
    setBusy(false);
  };
  return (
    <StepFrame
      title={title}
      lead={lead}
      back={back}
      actions={
        isConnected ? (
          <Continue to={next} />
        ) : (
          <BusyButton
            icon="mappings"
            kind="filled"
            size="big"
            busy={isBusy}
            disabled={link !== 'live'}
            onPress={connect}
          >
            {resting ? `${verb} again` : verb}
          </BusyButton>
        )
      }
    >
      {resting && (
        <Banner mark="bad" title={resting.title}>
          {resting.explanation}
        </Banner>
      )}
      <form
        className="fields"
        onSubmit={event => {
          event.preventDefault();
          if (isConnected) go(hrefOf('set-up', next));
          else void connect();
        }}
      >
        {children}
        <button type="submit" hidden />
      </form>
      <Refusal failure={failure} />
      {help}
      {isTold && checks.length > 0 && (
        <div ref={ref}>
          <CheckList checks={checks} label={checked} />
        </div>
      )}
    </StepFrame>
  );
}

/** Why all syncing rests, where this step is the one that mends it. */
function useResting(step: Side): BannerData | undefined {
  const { light, banners } = useSnapshot();
  return light === 'failed' ? banners.find(({ button }) => button?.step === step) : undefined;
}

/** Brings an element into sight once it is there. */
function useShownLater() {
  const ref = useRef<HTMLDivElement>(null);
  const wanted = useRef(false);
  useEffect(() => {
    if (!wanted.current || !ref.current) return;
    wanted.current = false;
    ref.current.scrollIntoView({ block: 'nearest' });
  });
  return { ref, showLater: () => void (wanted.current = true) };
}
