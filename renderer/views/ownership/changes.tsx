import { Button } from '@mantine/core';
import { useState } from 'react';
import type { OwnershipHistory } from '../../../core/model/ownership-view.ts';
import { useFormats } from '../../clock.ts';
import { count } from '../../format.ts';

const atFirst = 10;

/** Every change of the matrix, from the journal, newest first. */
export function Changes({ history }: { history: readonly OwnershipHistory[] }) {
  const format = useFormats();
  const [all, setAll] = useState(false);
  const shown = all ? history : history.slice(0, atFirst);
  return (
    <section className="card" aria-labelledby="ownership-changes">
      <header>
        <h2 id="ownership-changes" tabIndex={-1}>
          Changes
        </h2>
        {history.length > shown.length && (
          <Button variant="subtle" data-size="compact" className="end" onClick={() => setAll(true)}>
            Show all {count(history.length)}
          </Button>
        )}
      </header>
      {history.length === 0 ? (
        <p className="quiet">Nothing has been changed yet.</p>
      ) : (
        <table className="mapped">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Field</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
              <th scope="col">By</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ field, label, at, by, before, after }) => (
              <tr key={`${at} ${field}`}>
                <th scope="row">
                  <time dateTime={at} title={format.full(at)}>
                    {format.when(at)}
                  </time>
                </th>
                <td>{label}</td>
                <td className="before">{before}</td>
                <td className="after">{after}</td>
                <td className="sm mut">{by}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
