import { useState } from 'react';
import type { PlannedRecord } from '../../../core/model/setup.ts';
import { useAsked } from '../../asked.ts';
import { plural } from '../../format.ts';
import { BeforeAfter } from '../../parts/before-after.tsx';
import { StateMark, type Mark } from '../../parts/state-mark.tsx';
import { Trouble } from '../../parts/trouble.tsx';

const marks: Readonly<Record<PlannedRecord['outcome'], Mark>> = {
  written: 'ok',
  there: 'ok',
  waits: 'warn',
  'not-yet': 'wait',
  'left-out': 'skip',
};
const pageSize = 50;

type Props = {
  readonly orders: number;
  /** The shop's own currency, as far as it can be known. */
  readonly home: string | undefined;
};

/** Every write before the first one is made, order by order, when a person asks for it. */
export function PlannedList({ orders, home }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="technical" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>Show every write, order by order</summary>
      {isOpen && <Pages orders={orders} home={home} />}
    </details>
  );
}

function Pages({ orders, home }: Props) {
  const [shown, setShown] = useState(pageSize);
  const { value, failure, again } = useAsked('setup.planned', [0, Math.min(shown, 200)]);
  if (failure) return <Trouble failure={failure} again={again} />;
  const rows = value?.rows ?? [];
  return (
    <>
      <ul className="planned-orders">
        {rows.map(row => (
          <li key={row.name}>
            <p className="row">
              <StateMark mark={marks[row.outcome]} />
              <span className="b">{row.name}</span>
              <span className="mut">
                {row.why ?? (row.outcome === 'there' ? 'already in the ERP' : plural(row.writes.length, 'write'))}
              </span>
            </p>
            {row.writes.map((write, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- a plan never changes its order
              <div key={index} className="planned-write">
                <p>
                  {write.words} <span className="xs dim">{write.rule}</span>
                </p>
                <BeforeAfter fields={write.fields} home={home} />
              </div>
            ))}
          </li>
        ))}
      </ul>
      {rows.length < Math.min(orders, 200) && (
        <button type="button" className="text-button" onClick={() => setShown(shown + pageSize)}>
          Show more
        </button>
      )}
      {orders > 200 && rows.length >= 200 && (
        <p className="sm mut">
          The first 200 of {plural(orders, 'order')}. The command line shows all: sync --preview.
        </p>
      )}
    </>
  );
}
