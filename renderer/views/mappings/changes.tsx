import { Button } from '@mantine/core';
import { useState } from 'react';
import type { MappingChange } from '../../../core/model/mapping-list.ts';
import { useFormats } from '../../clock.ts';
import { count } from '../../format.ts';
import { kindWords, nameOf, type Kind } from './kinds.ts';

type Props = { readonly kind: Kind; readonly changes: readonly MappingChange[] };
const atFirst = 10;

/** What was changed by hand, from the journal: also what is gone from the list since. */
export function Changes({ kind, changes }: Props) {
  const format = useFormats();
  const [all, setAll] = useState(false);
  if (changes.length === 0) return null;
  const shown = all ? changes : changes.slice(0, atFirst);
  return (
    <section className="card" aria-labelledby="mapping-changes">
      <header>
        <h2 id="mapping-changes">Changed by hand</h2>
        {changes.length > shown.length && (
          <Button variant="subtle" data-size="compact" className="end" onClick={() => setAll(true)}>
            Show all {count(changes.length)}
          </Button>
        )}
      </header>
      <table className="mapped">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">{kindWords[kind].tab}</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
            <th scope="col">On</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ what, at, by, before, after }) => (
            <tr key={`${at} ${nameOf(what).name}`}>
              <th scope="row">
                <time dateTime={at} title={format.full(at)}>
                  {format.when(at)}
                </time>
              </th>
              <td className="whole">{nameOf(what).name}</td>
              <td>
                {before === null ? <span className="dim">not mapped</span> : <span className="before">{before}</span>}
              </td>
              <td>{after === null ? <span className="dim">removed</span> : <span className="after">{after}</span>}</td>
              <td className="sm mut">{by}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
