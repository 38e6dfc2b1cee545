import { Button } from '@mantine/core';
import type { PeakLock } from '../../../core/model/settings.ts';
import { Icon } from '../../parts/icon.tsx';
import { Choice } from './choice.tsx';
import { SettingRow } from './section.tsx';
import { Days, everyDay, Window } from './window.tsx';

const usual: PeakLock = { from: '18:00', to: '21:00', days: everyDay, holds: 'increases' };
const holds: readonly (readonly [PeakLock['holds'], string])[] = [
  ['increases', 'Sales still lower stock'],
  ['everything', 'No stock is written'],
];

type Props = { readonly locks: readonly PeakLock[]; readonly onChange: (locks: readonly PeakLock[]) => void };

/** When the shop is so busy that stock is not raised. */
export const PeakLocks = ({ locks, onChange }: Props) => (
  <SettingRow
    label="Peak locks"
    note="In the shop’s time. Stock is not raised then, so that what is counted in the rush does not go on sale twice."
  >
    {locks.map((lock, index) => (
      <Lock
        // They have no name but their place.
        key={index}
        lock={lock}
        name={`Peak lock ${index + 1}`}
        onChange={next => onChange(locks.with(index, next))}
        onRemove={() => onChange(locks.toSpliced(index, 1))}
      />
    ))}
    <Button
      variant="default"
      data-size="compact"
      leftSection={<Icon name="plus" />}
      onClick={() => onChange([...locks, usual])}
    >
      Add a peak lock
    </Button>
  </SettingRow>
);

type LockProps = {
  readonly lock: PeakLock;
  readonly name: string;
  readonly onChange: (lock: PeakLock) => void;
  readonly onRemove: () => void;
};

const Lock = ({ lock, name, onChange, onRemove }: LockProps) => (
  <div className="setting-part" role="group" aria-label={name}>
    <Window value={lock} name={name} onChange={hours => onChange({ ...lock, ...hours })} />
    <Days value={lock.days} name={`Days of ${name.toLowerCase()}`} onChange={days => onChange({ ...lock, days })} />
    <div className="row">
      <Choice
        label={`What ${name.toLowerCase()} does`}
        choices={holds}
        value={lock.holds}
        onChange={next => onChange({ ...lock, holds: next })}
      />
      <Button
        variant="subtle"
        data-size="compact"
        className="end"
        aria-label={`Remove ${name.toLowerCase()}`}
        onClick={onRemove}
      >
        Remove
      </Button>
    </div>
  </div>
);
