import { Button } from '@mantine/core';
import { useEffect, useId, useRef } from 'react';
import type { OwnershipConsequence } from '../../../core/model/ownership-view.ts';
import { count } from '../../format.ts';
import { Names } from '../../parts/names.tsx';

/** What each change would replace, with the first records by name. */
export function Examples({ found, onClose }: { found: readonly OwnershipConsequence[]; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="ask ask-wide" aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>What would follow at the next sync</h2>
      <div className="long-table" tabIndex={0} role="group" aria-label="What would follow">
        {found.map(({ field, words, count: many, examples }) => (
          <section key={field}>
            <p>{words}</p>
            {examples.length > 0 && (
              <table className="before-after">
                <thead>
                  <tr>
                    <th scope="col">
                      {examples.length < many ? `The first ${examples.length} of ${count(many)}` : 'Record'}
                    </th>
                    <th scope="col">Before</th>
                    <th scope="col">After</th>
                  </tr>
                </thead>
                <tbody>
                  {examples.map(({ record, before, after }) => (
                    <tr key={record}>
                      <th scope="row">
                        <Names text={record} />
                      </th>
                      <td className="before">{before}</td>
                      <td className="after">{after}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </section>
        ))}
      </div>
      <div className="row">
        <Button variant="default" onClick={() => dialog.current?.close()}>
          Close
        </Button>
      </div>
    </dialog>
  );
}
