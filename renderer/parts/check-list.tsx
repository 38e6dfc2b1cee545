import { useState } from 'react';
import type { Check } from '../../core/model/setup.ts';
import { StateMark, type Mark } from './state-mark.tsx';

const marks: Readonly<Record<Check['mark'], Mark>> = { ok: 'ok', attention: 'warn', failed: 'bad', busy: 'wait' };

/** What was tested or found, one a line, each with its names where a person may want to see them. */
export const CheckList = ({ checks, label }: { checks: readonly Check[]; label: string }) =>
  checks.length === 0 ? null : (
    <ul className="checks card" aria-label={label}>
      {checks.map(check => (
        <Line key={`${check.title} ${check.text}`} check={check} />
      ))}
    </ul>
  );

/** As many as are worth reading here; the words say how many there are. */
const mostShown = 200;

function Line({ check: { mark, title, text, names } }: { check: Check }) {
  const [open, setOpen] = useState(false);
  const isLong = names.length > 0 && (mark !== 'ok' || names.length > 6);
  return (
    <li>
      <StateMark mark={marks[mark]} />
      <div>
        <span className="b">{title}</span> <span className="mut">{text}</span>
        {open && (
          <ul className="names">
            {names.slice(0, mostShown).map(name => (
              <li key={name}>{name}</li>
            ))}
            {names.length > mostShown && <li className="dim">and {names.length - mostShown} more</li>}
          </ul>
        )}
      </div>
      {isLong && (
        <button type="button" className="text-button end" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Close list' : 'List'}
        </button>
      )}
    </li>
  );
}
