import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { StockLocation } from '../../../core/model/goods-view.ts';
import type { StockSettings } from '../../../core/model/settings.ts';
import { Icon } from '../../parts/icon.tsx';
import { NumberLine } from './number.tsx';
import { SettingRow } from './section.tsx';

type Buffers = StockSettings['buffers'];
type Kind = Exclude<keyof Buffers, 'all'>;
type Known = readonly Pick<StockLocation, 'id' | 'name'>[];
type Props = {
  readonly buffers: Buffers;
  readonly locations: Known;
  readonly onChange: (buffers: Buffers) => void;
};

const kinds: readonly { readonly value: Kind; readonly label: string; readonly of: string }[] = [
  { value: 'locations', label: 'Location', of: 'At' },
  { value: 'tags', label: 'Tag', of: 'Tagged' },
  { value: 'skus', label: 'SKU', of: 'SKU' },
];
export const mostUnits = 1_000_000;

/** Units that Shopify is not told of: for everything, and what is to be otherwise. */
export function Buffers({ buffers, locations, onChange }: Props) {
  const set = (kind: Kind, key: string, units: number | undefined) => {
    const { [key]: _before, ...others } = buffers[kind];
    onChange({ ...buffers, [kind]: units === undefined ? others : { ...buffers[kind], [key]: units } });
  };
  const nameOf = (kind: Kind, key: string): string =>
    kind === 'locations' ? (locations.find(({ id }) => id === key)?.name ?? key) : key;
  return (
    <SettingRow
      label="Kept back from sale"
      note="Units that Shopify is not told of. The most special one counts: SKU, then tag, location, everything."
    >
      <NumberLine
        label="Everything"
        value={buffers.all}
        max={mostUnits}
        onChange={all => onChange({ ...buffers, all })}
      >
        <span />
      </NumberLine>
      {kinds.map(({ value: kind, of }) =>
        Object.entries(buffers[kind]).map(([key, units]) => (
          <NumberLine
            key={`${kind} ${key}`}
            label={`${of} ${nameOf(kind, key)}`}
            words={
              <>
                {of} <b>{nameOf(kind, key)}</b>
              </>
            }
            value={units}
            max={mostUnits}
            onChange={next => set(kind, key, next)}
          >
            <Button
              variant="subtle"
              data-size="compact"
              aria-label={`Remove ${of} ${nameOf(kind, key)}`}
              onClick={() => set(kind, key, undefined)}
            >
              Remove
            </Button>
          </NumberLine>
        )),
      )}
      <Another buffers={buffers} locations={locations} onAdd={(kind, key) => set(kind, key, buffers.all)} />
    </SettingRow>
  );
}

type AnotherProps = Omit<Props, 'onChange'> & { readonly onAdd: (kind: Kind, key: string) => void };

/** For whom else something is kept back. */
function Another({ buffers, locations, onAdd }: AnotherProps) {
  const [kind, setKind] = useState<Kind>('skus');
  const [typed, setTyped] = useState('');
  const free = locations.filter(({ id }) => !Object.hasOwn(buffers.locations, id));
  const key = kind === 'locations' ? (free.find(({ id }) => id === typed) ?? free[0])?.id : typed.trim();
  const isNew = key !== undefined && key !== '' && !Object.hasOwn(buffers[kind], key);
  const label = kinds.find(one => one.value === kind)?.label ?? '';
  return (
    <form
      className="number-line another"
      onSubmit={event => {
        event.preventDefault();
        if (!isNew) return;
        onAdd(kind, key);
        setTyped('');
      }}
    >
      <NativeSelect
        aria-label="Keep back otherwise by"
        value={kind}
        onChange={event => setKind(kinds.find(one => one.value === event.currentTarget.value)?.value ?? kind)}
        data={kinds.map(({ value, label: words }) => ({ value, label: words }))}
      />
      {kind === 'locations' ? (
        <NativeSelect
          aria-label={label}
          value={key ?? ''}
          disabled={free.length === 0}
          onChange={event => setTyped(event.currentTarget.value)}
          data={free.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : (
        <TextInput
          aria-label={label}
          value={typed}
          spellCheck={false}
          onChange={event => setTyped(event.currentTarget.value)}
        />
      )}
      <Button type="submit" variant="default" data-size="compact" disabled={!isNew} leftSection={<Icon name="plus" />}>
        Add
      </Button>
    </form>
  );
}
