import { PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Failure } from '../../../core/contract.ts';
import type { SetupView, StoreGiven } from '../../../core/model/setup.ts';
import { useAgent } from '../../agent.tsx';
import { Banner } from '../../parts/banner.tsx';
import { BusyButton } from '../../parts/busy-button.tsx';
import { go, hrefOf } from '../../route.ts';
import { CheckList } from '../../parts/check-list.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { ShopifyGuide } from './shopify-guide.tsx';
import { useResting } from './resting.ts';
import { Continue, StepFrame } from './step-frame.tsx';

/** The store's address in any form, and a key for it; both are tried at once. */
export function Store({ setup }: { setup: SetupView }) {
  const { api, link } = useAgent();
  const known = setup.store;
  const [given, setGiven] = useState<StoreGiven>({
    address: known.address,
    signIn: known.signIn,
    token: '',
    clientId: '',
    clientSecret: '',
  });
  const [failure, setFailure] = useState<Failure>();
  const set = (part: Partial<StoreGiven>) => {
    setFailure(undefined);
    setGiven({ ...given, ...part });
  };
  const isChanged =
    given.address !== known.address ||
    given.signIn !== known.signIn ||
    [given.token, given.clientId, given.clientSecret].some(secret => secret !== '');
  const resting = useResting('store');
  const isConnected = setup.step !== 'welcome' && setup.step !== 'store' && !isChanged && !resting;
  const connect = async () => {
    setFailure(undefined);
    const reply = await api.request('setup.store', given);
    if (!reply.ok) return setFailure(reply.failure);
    setGiven(last => ({ ...last, token: '', clientId: '', clientSecret: '' }));
    document.querySelector('.checks')?.scrollIntoView({ block: 'nearest' });
    if (resting) await api.request('resume');
  };
  const hint = known.hasSecret ? 'Known already; leave it empty to keep it' : undefined;
  const isOfAddress = failure?.code.startsWith('shop-address') === true;
  const secretsField = {
    description: hint,
    placeholder: known.hasSecret ? '••••••••••••' : '',
    autoComplete: 'off',
    error: failure?.category === 'auth' && !isOfAddress,
  };
  return (
    <StepFrame
      title="Where is your store?"
      lead="Paste the address as you know it; the admin page’s address works too."
      back="welcome"
      actions={
        isConnected ? (
          <Continue to="erp" />
        ) : (
          <BusyButton icon="mappings" kind="filled" size="big" disabled={link !== 'live'} onPress={connect}>
            {resting ? 'Sign in again' : 'Sign in'}
          </BusyButton>
        )
      }
    >
      {resting && (
        <Banner mark="bad" title={`${resting.title}.`}>
          {resting.explanation}
        </Banner>
      )}
      <form
        className="fields"
        onSubmit={event => {
          event.preventDefault();
          if (isConnected) go(hrefOf('set-up', 'erp'));
          else void connect();
        }}
      >
        <TextInput
          label="Store address"
          placeholder="example.myshopify.com"
          error={isOfAddress}
          value={given.address}
          onChange={event => set({ address: event.currentTarget.value })}
          autoComplete="off"
          spellCheck={false}
        />
        <fieldset className="kinds">
          <legend>How Counterfoil signs in</legend>
          <label>
            <input
              type="radio"
              name="sign-in"
              checked={given.signIn === 'client-credentials'}
              onChange={() => set({ signIn: 'client-credentials' })}
            />
            <span>
              <span className="b">An app from the Dev Dashboard</span>
              <span className="xs dim">client id and secret; for stores since 2026</span>
            </span>
          </label>
          <label>
            <input
              type="radio"
              name="sign-in"
              checked={given.signIn === 'admin-token'}
              onChange={() => set({ signIn: 'admin-token' })}
            />
            <span>
              <span className="b">A token you have already</span>
              <span className="xs dim">Admin API access token of an older custom app</span>
            </span>
          </label>
        </fieldset>
        {given.signIn === 'admin-token' ? (
          <PasswordInput
            label="Admin API access token"
            {...secretsField}
            value={given.token}
            onChange={event => set({ token: event.currentTarget.value })}
          />
        ) : (
          <>
            <TextInput
              label="Client id"
              {...secretsField}
              value={given.clientId}
              onChange={event => set({ clientId: event.currentTarget.value })}
              spellCheck={false}
            />
            <PasswordInput
              label="Client secret"
              {...secretsField}
              value={given.clientSecret}
              onChange={event => set({ clientSecret: event.currentTarget.value })}
            />
          </>
        )}
        <button type="submit" hidden />
      </form>
      <p className="sm mut">
        {setup.cannotKeep === undefined
          ? 'Kept encrypted, for this user on this PC.'
          : `${setup.cannotKeep} It is used until Counterfoil is closed, and asked for again then.`}
      </p>
      <Refusal failure={failure} />
      <ShopifyGuide signIn={given.signIn} permissions={known.permissions} />
      {!isChanged && !resting && <CheckList checks={known.checks} label="The store" />}
    </StepFrame>
  );
}
