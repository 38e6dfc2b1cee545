import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { flowNames, type FlowName } from '../../../core/model/write.ts';
import { useAgent } from '../../agent.tsx';
import { flowWords } from '../../../core/model/goods-words.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { refused, useToast } from '../../parts/toast.tsx';

type Props = { readonly record: string; readonly isLooking: boolean };

/** Which flow, or which one record. */
export function Choice({ record: given, isLooking }: Props) {
  const { api, link } = useAgent();
  const toast = useToast();
  const [flow, setFlow] = useState<FlowName | 'all'>('all');
  const [record, setRecord] = useState(given);
  const start = async () => {
    const reply = await api.request('preview.start', flow, record.trim());
    if (!reply.ok) toast(refused(reply.failure));
  };
  return (
    <form
      className="card preview-choice"
      aria-label="What to look at"
      onSubmit={event => {
        event.preventDefault();
        if (!isLooking && link === 'live') void start();
      }}
    >
      <NativeSelect
        label="Look at"
        value={flow}
        onChange={event => setFlow(flowNames.find(name => name === event.currentTarget.value) ?? 'all')}
        data={[
          { value: 'all', label: 'Everything' },
          ...flowNames.map(name => ({ value: name, label: flowWords[name] })),
        ]}
      />
      <TextInput
        label="Only this record"
        value={record}
        onChange={event => setRecord(event.currentTarget.value)}
        placeholder="Order number or SKU; empty for all"
        data-search
      />
      <BusyButton icon="eye" kind="filled" busy={isLooking} disabled={link !== 'live'} onPress={start}>
        Look now
      </BusyButton>
      {link !== 'live' && <span className="xs dim">Counterfoil has to answer first.</span>}
    </form>
  );
}
