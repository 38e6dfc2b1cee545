import { TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Reply } from '../../../core/contract.ts';
import { plural } from '../../format.ts';
import { Icon } from '../../parts/icon.tsx';
import { intoList } from '../../parts/list-keys.ts';
import { Trouble } from '../../parts/trouble.tsx';
import type { Route } from '../../route.ts';
import { usePaged, type Page } from '../paged.ts';
import { LongRows, type LongRowsProps, type Named } from './long-rows.tsx';
import { RecordKinds } from './record-kinds.tsx';
import { Skeletons } from './skeletons.tsx';

type Part = { readonly search: string; readonly offset: number; readonly limit: number };
type Props<Row extends Named> = Omit<LongRowsProps<Row>, 'rows' | 'total'> & {
  readonly about: Route['about'];
  /** What can be searched for. */
  readonly placeholder: string;
  /** What narrows the list besides the search. */
  readonly children: ReactNode;
  /** What that is set to. */
  readonly narrowed: string;
  readonly ask: (part: Part) => Promise<Reply<Page<Row>>>;
  /** The list is read again whenever this changes. */
  readonly fresh: string;
  /** One of them, as it is counted. */
  readonly one: string;
  /** Said until the first answer. */
  readonly reading: string;
  readonly renderNothing: (search: string) => ReactNode;
};

/** All records of a kind, searched and narrowed. */
export function RecordList<Row extends Named>(props: Props<Row>) {
  const { about, placeholder, children, narrowed, ask, fresh, one, reading, renderNothing, ...rest } = props;
  const [typed, setTyped] = useState('');
  const search = typed.trim();
  const key = JSON.stringify([search, narrowed]);
  const rows = usePaged(key, (offset, limit) => ask({ search, offset, limit }), fresh);
  const { total, failure } = rows;
  return (
    <section className="list long-list" aria-label="History">
      <header>
        <h1>History</h1>
        <RecordKinds about={about} />
        <TextInput
          value={typed}
          onChange={event => setTyped(event.currentTarget.value)}
          onKeyDown={intoList}
          leftSection={<Icon name="search" />}
          placeholder={placeholder}
          aria-label="Search history"
          type="search"
          data-search
        />
        {children}
        <p className="xs dim" role="status">
          {total === undefined ? '' : plural(total, one)}
        </p>
      </header>
      {failure && <Trouble failure={failure} again={rows.again} />}
      {total === undefined && !failure && <Skeletons label={reading} />}
      {total === 0 && renderNothing(search)}
      {total !== undefined && total > 0 && <LongRows key={key} rows={rows} total={total} {...rest} />}
    </section>
  );
}
