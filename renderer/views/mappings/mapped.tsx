import { Button, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { MappingRow } from '../../../core/model/mapping-list.ts';
import { gapKey } from '../../../core/model/gap.ts';
import { useErpName } from '../../agent.tsx';
import { useFormats } from '../../clock.ts';
import { csvOf } from '../../../core/model/csv.ts';
import { download } from '../../download.ts';
import { count } from '../../format.ts';
import { Empty } from '../../parts/empty.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Spacer } from '../../parts/spacer.tsx';
import { useWindowed, windowedFrom } from '../../parts/windowed.ts';
import { Change } from './change.tsx';
import { kindWords, nameOf, type Kind } from './kinds.ts';
import { useLabels, useOtherRates } from './labels.ts';
import { MappedRow } from './mapped-row.tsx';
import { Remove } from './remove.tsx';

type Props = { readonly kind: Kind; readonly rows: readonly MappingRow[] };
type Doing = { readonly what: 'change' | 'remove'; readonly row: MappingRow };

const rowPx = 37;

/** Everything of one kind that is mapped, by what Shopify calls it. */
export function Mapped({ kind, rows }: Props) {
  const erp = useErpName();
  const format = useFormats();
  const labelOf = useLabels(kind, rows);
  const otherRateOf = useOtherRates(kind);
  const [search, setSearch] = useState('');
  const [doing, setDoing] = useState<Doing>();
  const { tab, note } = kindWords[kind];
  const textsOf = ({ what, code }: MappingRow): readonly string[] => {
    const { name, more } = nameOf(what);
    return [name, more, code, labelOf(code)];
  };
  const wanted = search.trim().toLowerCase();
  const found = rows
    .filter(row => textsOf(row).some(text => text.toLowerCase().includes(wanted)))
    .toSorted((a, b) => nameOf(a.what).name.localeCompare(nameOf(b.what).name));
  const body = useRef<HTMLTableSectionElement>(null);
  const shown = useWindowed(body, found.length, rowPx);
  const whenOf = ({ changed }: MappingRow): string =>
    changed === undefined ? 'from the set-up or the file' : `by hand, ${format.day(changed.at)}, ${changed.by}`;
  const save = () => {
    const head = [tab, 'Name', erp, `${erp} name`, 'Matched'];
    download(`mappings-${kind}.csv`, csvOf([head, ...found.map(row => [...textsOf(row), whenOf(row)])]));
  };
  return (
    <section className="card" aria-label={tab}>
      <header>
        <TextInput
          value={search}
          onChange={event => setSearch(event.currentTarget.value)}
          leftSection={<Icon name="search" />}
          placeholder="Code or name"
          aria-label="Search mappings"
          data-search
        />
        {rows.length > 0 && <p className="sm mut one-line wide">{note}</p>}
        <Button
          variant="default"
          data-size="compact"
          className="end"
          leftSection={<Icon name="download" />}
          disabled={found.length === 0}
          onClick={save}
        >
          CSV
        </Button>
      </header>
      {found.length === 0 ? (
        <Nothing search={search} rows={rows.length} note={note} />
      ) : (
        <table className="mapped" {...(found.length < windowedFrom ? {} : { 'aria-rowcount': found.length + 1 })}>
          <thead>
            <tr>
              <th scope="col">Shopify</th>
              <th scope="col">{erp}</th>
              <th scope="col">Matched</th>
              <th scope="col">
                <span className="unseen">Change or remove</span>
              </th>
            </tr>
          </thead>
          <tbody ref={body}>
            <Spacer height={shown.above} columns={4} />
            {found.slice(shown.start, shown.end).map((row, index) => (
              <MappedRow
                key={gapKey(row.what)}
                row={row}
                place={found.length < windowedFrom ? undefined : shown.start + index + 2}
                label={labelOf(row.code)}
                matched={whenOf(row)}
                otherRate={otherRateOf(row)}
                onChange={() => setDoing({ what: 'change', row })}
                onRemove={() => setDoing({ what: 'remove', row })}
              />
            ))}
            <Spacer height={shown.below} columns={4} />
          </tbody>
        </table>
      )}
      {found.length > 0 && wanted !== '' && (
        <p className="xs dim found" role="status">
          {count(found.length)} of {count(rows.length)}
        </p>
      )}
      {doing?.what === 'change' && <Change row={doing.row} onDone={() => setDoing(undefined)} />}
      {doing?.what === 'remove' && <Remove row={doing.row} onDone={() => setDoing(undefined)} />}
    </section>
  );
}

function Nothing({ search, rows, note }: { readonly search: string; readonly rows: number; readonly note: string }) {
  return rows > 0 ? (
    <Empty title={`Nothing for “${search}”`}>Try a code or part of a name.</Empty>
  ) : (
    <Empty title="Nothing is mapped here">{note}</Empty>
  );
}
