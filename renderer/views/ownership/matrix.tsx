import { Fragment } from 'react';
import type { OwnershipView } from '../../../core/model/ownership-view.ts';
import { useSnapshot } from '../../agent.tsx';
import { Empty } from '../../parts/empty.tsx';
import { conflictsOf } from './conflicts.tsx';
import type { Draft } from './draft.ts';
import { FieldRow } from './field-row.tsx';
import { isShown, type Filter } from './filters.tsx';
import { MatrixHead } from './matrix-head.tsx';

type Props = { readonly view: OwnershipView; readonly filter: Filter; readonly draft: Draft };

/** Field by field, under its part. */
export function Matrix({ view, filter, draft }: Props) {
  const conflicts = conflictsOf(useSnapshot().problems);
  const conflictsIn = (label: string) => conflicts.filter(({ sides }) => sides?.field === label).length;
  const shown = view.domains
    .map(({ domain, name, rows }) => ({
      name,
      rows: rows.filter(row =>
        isShown(filter, row, { domain, owner: draft.ruleOf(row).owner, conflicts: conflictsIn(row.label) }),
      ),
    }))
    .filter(({ rows }) => rows.length > 0);
  if (shown.length === 0) return <Empty title="No field is like that">Take the filters away to see all of them.</Empty>;
  return (
    <table className="matrix">
      <MatrixHead />
      <tbody>
        {shown.map(({ name, rows }) => (
          <Fragment key={name}>
            <tr className="part">
              <th colSpan={4} scope="colgroup">
                {name}
              </th>
            </tr>
            {rows.map(row => (
              <FieldRow key={row.field} row={row} draft={draft} conflicts={conflictsIn(row.label)} />
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}
