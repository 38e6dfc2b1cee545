import { PasswordInput, TextInput } from '@mantine/core';
import { useState, type ChangeEvent } from 'react';
import type { Failure } from '../../../core/contract.ts';
import type { SetupView, StoreGiven } from '../../../core/model/setup.ts';
import { useAgent } from '../../agent.tsx';
import { Radio } from '../../parts/radio.tsx';
import { ConnectStep } from './connect-step.tsx';
import { ShopifyGuide } from './shopify-guide.tsx';

const noSecrets = { token: '', clientId: '', clientSecret: '' } as const;

/** The store's address in any form, and a key for it; both are tried at once. */
export function Store({ setup }: { setup: SetupView }) {
  const { api } = useAgent();
  const known = setup.store;
  const [given, setGiven] = useState<StoreGiven>({ address: known.address, signIn: known.signIn, ...noSecrets });
  const [failure, setFailure] = useState<Failure>();
  const set = (part: Partial<StoreGiven>) => {
    setFailure(undefined);
    setGiven({ ...given, ...part });
  };
  const isChanged =
    given.address !== known.address ||
    given.signIn !== known.signIn ||
    [given.token, given.clientId, given.clientSecret].some(secret => secret !== '');
  const connect = async () => {
    setFailure(undefined);
    const reply = await api.request('setup.store', given);
    if (reply.ok) setGiven(last => ({ ...last, ...noSecrets }));
    else setFailure(reply.failure);
    return reply.ok;
  };
  const isOfAddress = failure?.code.startsWith('shop-address') === true;
  const secret = (name: keyof typeof noSecrets) => ({
    description: known.hasSecret ? 'Known already; leave it empty to keep it' : undefined,
    placeholder: known.hasSecret ? '••••••••••••' : '',
    autoComplete: 'off',
    error: failure?.category === 'auth' && !isOfAddress,
    value: given[name],
    onChange: (event: ChangeEvent<HTMLInputElement>) => set({ [name]: event.currentTarget.value }),
  });
  return (
    <ConnectStep
      setup={setup}
      step="store"
      title="Where is your store?"
      lead="Paste the address as you know it; the admin page’s address works too."
      verb="Sign in"
      isChanged={isChanged}
      onConnect={connect}
      failure={failure}
      help={<ShopifyGuide signIn={given.signIn} permissions={known.permissions} />}
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
        <Radio
          group="sign-in"
          checked={given.signIn === 'client-credentials'}
          onPick={() => set({ signIn: 'client-credentials' })}
        >
          <span className="b">An app from the Dev Dashboard</span>
          <span className="xs dim">client id and secret; for stores since 2026</span>
        </Radio>
        <Radio group="sign-in" checked={given.signIn === 'admin-token'} onPick={() => set({ signIn: 'admin-token' })}>
          <span className="b">A token you have already</span>
          <span className="xs dim">Admin API access token of an older custom app</span>
        </Radio>
      </fieldset>
      {given.signIn === 'admin-token' ? (
        <PasswordInput label="Admin API access token" {...secret('token')} />
      ) : (
        <>
          <TextInput label="Client id" {...secret('clientId')} spellCheck={false} />
          <PasswordInput label="Client secret" {...secret('clientSecret')} />
        </>
      )}
      <p className="sm mut">
        {setup.cannotKeep === undefined
          ? 'Kept encrypted, for this user on this PC.'
          : `${setup.cannotKeep} It is used until Counterfoil is closed, and asked for again then.`}
      </p>
    </ConnectStep>
  );
}
