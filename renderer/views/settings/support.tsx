import { Select } from '@mantine/core';
import { useState } from 'react';
import type { Failure } from '../../../core/contract.ts';
import type { SupportPreview, SupportRange } from '../../../core/model/support.ts';
import { useAgent } from '../../agent.tsx';
import { count, plural } from '../../format.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Section, SettingRow } from './section.tsx';

const hourMs = 3_600_000;
const ranges: readonly { readonly value: string; readonly label: string; readonly hours: number }[] = [
  { value: '1', label: 'The last hour', hours: 1 },
  { value: '24', label: 'The last 24 hours', hours: 24 },
  { value: '168', label: 'The last 7 days', hours: 168 },
  { value: '720', label: 'The last 30 days', hours: 720 },
];
const rangeOf = (value: string): SupportRange => {
  const to = Date.now();
  const { hours } = ranges.find(one => one.value === value) ?? { hours: 24 };
  return { from: new Date(to - hours * hourMs).toISOString(), to: new Date(to).toISOString() };
};
const size = (bytes: number): string =>
  bytes < 10_000 ? `${count(bytes)} bytes` : `${count(Math.round(bytes / 1000))} KB`;

/** What helps whoever looks for a fault: seen before it is saved, sent by nobody but the person. */
export function Support() {
  const { api, link } = useAgent();
  const [chosen, setChosen] = useState('24');
  const [range, setRange] = useState<SupportRange>();
  const [preview, setPreview] = useState<SupportPreview>();
  const [path, setPath] = useState<string>();
  const [failure, setFailure] = useState<Failure>();
  const look = async () => {
    const wanted = rangeOf(chosen);
    const reply = await api.request('support.preview', wanted);
    setFailure(reply.ok ? undefined : reply.failure);
    setPath(undefined);
    setRange(reply.ok ? wanted : undefined);
    setPreview(reply.ok ? reply.value : undefined);
  };
  const save = async () => {
    if (range === undefined) return;
    const reply = await api.request('support.save', range);
    setFailure(reply.ok ? undefined : reply.failure);
    if (reply.ok) setPath(reply.value);
  };
  return (
    <Section id="support" title="Support">
      <SettingRow
        label="Support bundle"
        note="Settings, stubs and log of that time, without names, addresses and secrets. Nothing is sent; you decide who gets it."
      >
        <Select
          aria-label="From when"
          data={ranges.map(({ value, label }) => ({ value, label }))}
          value={chosen}
          allowDeselect={false}
          onChange={value => {
            setChosen(value ?? '24');
            setPreview(undefined);
          }}
        />
        <div className="row">
          <BusyButton icon="search" disabled={link !== 'live'} onPress={look}>
            Look at it first
          </BusyButton>
          {preview && (
            <BusyButton icon="document" kind="outline" disabled={link !== 'live'} onPress={save}>
              Save support bundle
            </BusyButton>
          )}
        </div>
        <Refusal failure={failure} />
        {path !== undefined && (
          <p role="status">
            Saved as <code>{path}</code>
          </p>
        )}
      </SettingRow>
      {preview && (
        <ul className="bundle" aria-label="What is in the bundle">
          {preview.map(file => (
            <li key={file.name}>
              <details className="technical">
                <summary>
                  {file.name}, {plural(file.lines, 'line')}, {size(file.bytes)}
                  {file.isCut && ', cut off where it grew too large to send'}
                </summary>
                <pre tabIndex={0} aria-label={`Beginning of ${file.name}`}>
                  {file.beginning === '' ? 'Nothing in that time.' : file.beginning}
                </pre>
              </details>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
