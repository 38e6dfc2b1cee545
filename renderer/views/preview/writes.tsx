import { useMemo, useRef } from 'react';
import type { PreviewRow } from '../../../core/model/goods-view.ts';
import type { FieldChange } from '../../../core/model/write.ts';
import { fateWords, flowWords } from '../../../core/model/goods-words.ts';
import { markOfFate } from '../../goods-words.ts';
import { ChangedValue, useValueWords } from '../../parts/before-after.tsx';
import { Spacer } from '../../parts/spacer.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { useWindowed, windowedFrom } from '../../parts/windowed.ts';
import { hrefOf } from '../../route.ts';

/** As preview.css has it: two lines of text. */
const rowPx = 49;
const columns = 5;

type Line = { readonly row: PreviewRow; readonly field: FieldChange | undefined; readonly isFirst: boolean };

const linesOf = (rows: readonly PreviewRow[]): readonly Line[] =>
  rows.flatMap((row): readonly Line[] =>
    row.fields.length === 0
      ? [{ row, field: undefined, isFirst: true }]
      : row.fields.map((field, index) => ({ row, field, isFirst: index === 0 })),
  );

/** What each record would become, one line a field. */
export function Writes({ rows }: { rows: readonly PreviewRow[] }) {
  const lines = useMemo(() => linesOf(rows), [rows]);
  const body = useRef<HTMLTableSectionElement>(null);
  const shown = useWindowed(body, lines.length, rowPx);
  const isLong = lines.length >= windowedFrom;
  return (
    <table className="writes" {...(isLong ? { 'aria-rowcount': lines.length + 1 } : {})}>
      <thead>
        <tr>
          <th scope="col">Record</th>
          <th scope="col">What would happen, and why</th>
          <th scope="col">Field</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody ref={body}>
        <Spacer height={shown.above} columns={columns} />
        {lines.slice(shown.start, shown.end).map((line, index) => (
          <WriteLine
            // A list of lines keeps its order: it is one answer.
            // oxlint-disable-next-line react/no-array-index-key
            key={shown.start + index}
            line={line}
            place={isLong ? shown.start + index + 2 : undefined}
          />
        ))}
        <Spacer height={shown.below} columns={columns} />
      </tbody>
    </table>
  );
}

function WriteLine({ line: { row, field, isFirst }, place }: { line: Line; place: number | undefined }) {
  const words = useValueWords(row.fields, undefined);
  const { record, flow, outcome, words: what, rule } = row;
  return (
    <tr className={isFirst ? undefined : 'more-of'} {...(place === undefined ? {} : { 'aria-rowindex': place })}>
      <th scope="row">
        <span className={isFirst ? 'b' : 'unseen'}>
          {isFirst && flow === 'import-orders' ? <a href={hrefOf('history', record)}>{record}</a> : record}
        </span>
      </th>
      <td colSpan={field ? 1 : 4}>
        {isFirst && (
          <span className="fate">
            <StateMark mark={markOfFate[outcome]} word={fateWords[outcome]} size={16} />
            <span className="two-lines" title={[what, rule].filter(part => part !== '').join('. ')}>
              {what !== '' && <span className="one-line">{what}</span>}
              <span className="xs dim one-line">
                {flowWords[flow]}: {rule}
              </span>
            </span>
          </span>
        )}
      </td>
      {field && (
        <>
          <td className="field">{field.field}</td>
          <td>
            <ChangedValue value={field.before} kept="before" words={words} />
          </td>
          <td>
            <ChangedValue value={field.after} kept="after" words={words} />
          </td>
        </>
      )}
    </tr>
  );
}
