import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { screenNames, screenOrder } from './rail.tsx';

const keys: readonly (readonly [keys: readonly string[], what: string])[] = [
  [
    ['Alt', '1'],
    screenOrder.map((name, at) => (at === 0 ? screenNames[name] : `${at + 1} ${screenNames[name]}`)).join(', '),
  ],
  [['/'], 'Search'],
  [['F5'], 'Sync now'],
  [['↑', '↓'], 'Move in a list; ↓ from its search field into it'],
  [['Enter'], 'Open what the list points at'],
  [['Space'], 'Select a problem'],
  [['R'], 'Retry it, or all that are selected'],
  [['Shift', 'R'], 'Resync this one: read both systems anew'],
  [['I'], 'Ignore it, or all that are selected'],
  [['M'], 'Map what it misses'],
  [['Esc'], 'Clear the selection; back to the list'],
];

export function Keys({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="ask" aria-labelledby="keys-title" onClose={onClose}>
      <h2 id="keys-title">Keys</h2>
      <dl className="keys">
        {keys.map(([pressed, what]) => (
          <div key={what}>
            <dt>
              {pressed.map(key => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <Button variant="default" onClick={() => dialog.current?.close()}>
        Close
      </Button>
    </dialog>
  );
}
