import { PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Failure } from '../../../core/contract.ts';
import type { SetupView } from '../../../core/model/setup.ts';
import { useAgent } from '../../agent.tsx';
import { Radio } from '../../parts/radio.tsx';
import { ConnectStep } from './connect-step.tsx';

/** Which ERP, and how it is reached; tried at once, by reading only. */
export function Erp({ setup }: { setup: SetupView }) {
  const { api } = useAgent();
  const known = setup.erp;
  const [kind, setKind] = useState(known.kind ?? known.forms[0]?.kind ?? '');
  const [fields, setFields] = useState(known.fields);
  const [key, setKey] = useState('');
  const [failure, setFailure] = useState<Failure>();
  const form = known.forms.find(one => one.kind === kind);
  const wanted = Object.fromEntries((form?.fields ?? []).map(({ name }) => [name, fields[name] ?? '']));
  const isChanged =
    known.kind !== kind ||
    key !== '' ||
    form === undefined ||
    form.fields.some(({ name }) => fields[name] !== known.fields[name]);
  const choose = (chosen: string) => {
    setFailure(undefined);
    setKind(chosen);
  };
  const connect = async () => {
    setFailure(undefined);
    const reply = await api.request('setup.erp', { kind, fields: wanted, key });
    if (reply.ok) setKey('');
    else setFailure(reply.failure);
    return reply.ok;
  };
  return (
    <ConnectStep
      setup={setup}
      step="erp"
      title="Which ERP keeps the books?"
      lead="Choose yours and sign in with a user made for Counterfoil."
      verb="Connect"
      isChanged={isChanged}
      onConnect={connect}
      failure={failure}
    >
      <fieldset className="kinds">
        <legend>ERP</legend>
        {known.forms.map(one => (
          <Radio key={one.kind} group="erp" checked={kind === one.kind} onPick={() => choose(one.kind)}>
            <span className="b">{one.name}</span>
            <span className="xs dim">{one.versions}</span>
          </Radio>
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
    </ConnectStep>
  );
}
