import { PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Failure } from '../../../core/contract.ts';
import type { SetupView } from '../../../core/model/setup.ts';
import { useAgent } from '../../agent.tsx';
import { Banner } from '../../parts/banner.tsx';
import { BusyButton } from '../../parts/busy-button.tsx';
import { CheckList } from '../../parts/check-list.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { useResting } from './resting.ts';
import { Continue, StepFrame } from './step-frame.tsx';

/** Which ERP, and how it is reached; tried at once, by reading only. */
export function Erp({ setup }: { setup: SetupView }) {
  const { api, link } = useAgent();
  const known = setup.erp;
  const [kind, setKind] = useState(known.kind ?? known.forms[0]?.kind ?? '');
  const [fields, setFields] = useState(known.fields);
  const [key, setKey] = useState('');
  const [failure, setFailure] = useState<Failure>();
  const form = known.forms.find(one => one.kind === kind);
  const isSame =
    known.kind === kind && key === '' && form?.fields.every(({ name }) => fields[name] === known.fields[name]);
  const resting = useResting('erp');
  const isConnected = isSame === true && !resting && !['welcome', 'store', 'erp'].includes(setup.step);
  const wanted = Object.fromEntries((form?.fields ?? []).map(({ name }) => [name, fields[name] ?? '']));
  const choose = (chosen: string) => {
    setFailure(undefined);
    setKind(chosen);
  };
  const connect = async () => {
    setFailure(undefined);
    const reply = await api.request('setup.erp', { kind, fields: wanted, key });
    if (!reply.ok) return setFailure(reply.failure);
    setKey('');
    if (resting) await api.request('resume');
  };
  return (
    <StepFrame
      title="Which ERP keeps the books?"
      lead="Choose yours and sign in with a user made for Counterfoil."
      back="store"
      actions={
        isConnected ? (
          <Continue to="look" />
        ) : (
          <BusyButton icon="mappings" kind="filled" size="big" disabled={link !== 'live'} onPress={connect}>
            {resting ? 'Connect again' : 'Connect'}
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
          void connect();
        }}
      >
        <fieldset className="kinds">
          <legend>ERP</legend>
          {known.forms.map(one => (
            <label key={one.kind}>
              <input type="radio" name="erp" checked={kind === one.kind} onChange={() => choose(one.kind)} />
              <span>
                <span className="b">{one.name}</span>
                <span className="xs dim">{one.versions}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <div className="two">
          {form?.fields.map(({ name, label, example }) => (
            <TextInput
              key={name}
              error={failure?.message.startsWith(label) === true}
              label={label}
              placeholder={example}
              value={fields[name] ?? ''}
              onChange={event => setFields({ ...fields, [name]: event.currentTarget.value })}
              autoComplete="off"
              spellCheck={false}
            />
          ))}
          {form?.key && (
            <PasswordInput
              label={form.key.label}
              description={known.hasKey ? 'Known already; leave it empty to keep it' : form.key.where}
              value={key}
              placeholder={known.hasKey ? '••••••••••••' : ''}
              onChange={event => setKey(event.currentTarget.value)}
              autoComplete="off"
            />
          )}
        </div>
        <button type="submit" hidden />
      </form>
      <Refusal failure={failure} />
      {isSame === true && !resting && <CheckList checks={known.checks} label="The ERP" />}
    </StepFrame>
  );
}
