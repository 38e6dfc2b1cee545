import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { domains, owners, type Domain, type Owner } from '../../../core/model/ownership.ts';
import type { OwnershipPreset, OwnershipRow, OwnershipView } from '../../../core/model/ownership-view.ts';
import { useErpName } from '../../agent.tsx';
import { sentence } from '../../format.ts';
import { Icon } from '../../parts/icon.tsx';
import { Tick } from '../../parts/tick.tsx';
import type { Draft } from './draft.ts';
import { Preset } from './preset.tsx';

export type Filter = {
  readonly search: string;
  readonly domain: Domain | 'all';
  readonly owner: Owner | 'all';
  readonly onlyConflicts: boolean;
};
export const everything: Filter = { search: '', domain: 'all', owner: 'all', onlyConflicts: false };

/** Whether a row is shown. @param owner as it would be with what is changed */
export function isShown(
  { search, domain, owner: wanted, onlyConflicts }: Filter,
  row: OwnershipRow,
  its: { readonly domain: Domain; readonly owner: Owner; readonly conflicts: number },
): boolean {
  const words = search.trim().toLowerCase();
  return (
    (domain === 'all' || domain === its.domain) &&
    (wanted === 'all' || wanted === its.owner) &&
    (!onlyConflicts || its.conflicts > 0) &&
    (words === '' || `${row.label} ${row.called}`.toLowerCase().includes(words))
  );
}

type Props = {
  readonly view: OwnershipView;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly draft: Draft;
};

/** Which fields are shown; and the presets, which change many at once. */
export function Filters({ view, filter, onFilter, draft }: Props) {
  const erp = useErpName();
  const [preset, setPreset] = useState<OwnershipPreset>();
  const names: Readonly<Record<Owner, string>> = { shopify: 'Shopify', erp: sentence(erp), nobody: 'Nobody' };
  return (
    <header className="filters">
      <TextInput
        value={filter.search}
        onChange={event => onFilter({ ...filter, search: event.currentTarget.value })}
        leftSection={<Icon name="search" />}
        placeholder="Find a field"
        aria-label="Find a field"
        type="search"
        data-search
      />
      <NativeSelect
        aria-label="Part"
        value={filter.domain}
        onChange={event =>
          onFilter({ ...filter, domain: domains.find(one => one === event.currentTarget.value) ?? 'all' })
        }
        data={[
          { value: 'all', label: 'All parts' },
          ...view.domains.map(({ domain, name }) => ({ value: domain, label: name })),
        ]}
      />
      <NativeSelect
        aria-label="Owner"
        value={filter.owner}
        onChange={event =>
          onFilter({ ...filter, owner: owners.find(one => one === event.currentTarget.value) ?? 'all' })
        }
        data={[
          { value: 'all', label: 'Any owner' },
          ...owners.map(owner => ({ value: owner, label: `Owned by ${names[owner]}` })),
        ]}
      />
      <Tick checked={filter.onlyConflicts} onChange={onlyConflicts => onFilter({ ...filter, onlyConflicts })}>
        Only conflicts
      </Tick>
      <label className="preset end">
        <span className="sm mut">Preset</span>
        <NativeSelect
          value={view.preset ?? 'own'}
          onChange={event => setPreset(view.presets.find(({ id }) => id === event.currentTarget.value))}
          data={[
            ...(view.preset === undefined ? [{ value: 'own', label: 'This shop’s own' }] : []),
            ...view.presets.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </label>
      {preset && (
        <Preset
          preset={preset}
          view={view}
          onYes={() => {
            draft.replace(preset.changes);
            setPreset(undefined);
          }}
          onNo={() => setPreset(undefined)}
        />
      )}
    </header>
  );
}
