import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Failure } from '../../../core/contract.ts';
import { useAgent, useSnapshot } from '../../agent.tsx';
import { BusyButton } from '../../parts/busy-button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { go, hrefOf } from '../../route.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { StepFrame } from './step-frame.tsx';

/** Try it, or connect the shop: the one choice of the first screen. */
export function Welcome() {
  const { stage } = useSnapshot();
  return (
    <StepFrame
      title="Keep the shop and the books in agreement"
      lead="Counterfoil runs on this PC, carries the orders of your Shopify store into your ERP, and keeps the stub of everything it did."
      promise="Your data stays on this PC."
    >
      <div className="choice">
        {stage !== 'own' && <TrySample />}
        <section className="card advised" aria-labelledby="own">
          <Icon name="mappings" />
          <h2 id="own">Connect my store</h2>
          <p className="mut">We look first and change nothing. You see every write before the first one is made.</p>
          <p className="sm dim">About 15 minutes; your Shopify sign-in and, for a moment, whoever knows the ERP</p>
          <Button component="a" variant="filled" data-size="big" href={hrefOf('set-up', 'store')}>
            Connect my store
          </Button>
        </section>
      </div>
      <h2 className="after">Worth having ready</h2>
      <ul className="ready">
        <li>
          <Icon name="person" />
          The store owner’s Shopify sign-in
        </li>
        <li>
          <Icon name="document" />
          The ERP’s address, and a user made for Counterfoil
        </li>
        <li>
          <Icon name="today" />A PC that is switched on while the shop trades
        </li>
      </ul>
    </StepFrame>
  );
}

function TrySample() {
  const { api, link } = useAgent();
  const { stage } = useSnapshot();
  const [failure, setFailure] = useState<Failure>();
  const open = async () => {
    setFailure(undefined);
    const reply = await api.request('setup.sample');
    if (reply.ok) go(hrefOf('set-up', 'preview'));
    else setFailure(reply.failure);
  };
  return (
    <section className="card" aria-labelledby="sample">
      <Icon name="shop" />
      <h2 id="sample">Try the sample shop</h2>
      <p className="mut">A small shop with 300 orders and a small ERP, both on this PC. Nothing real is touched.</p>
      <p className="sm dim">
        {stage === 'sample'
          ? 'It starts afresh: what you tried in it before is thrown away.'
          : '1 minute, nothing needed'}
      </p>
      <BusyButton icon="play" size="big" disabled={link !== 'live'} onPress={open}>
        Try the sample shop
      </BusyButton>
      <Refusal failure={failure} />
    </section>
  );
}
