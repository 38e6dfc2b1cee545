import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { GoodsRow, GoodsStateName } from '../../../core/model/goods-view.ts';
import { useAgent, useSnapshot } from '../../agent.tsx';
import { useFormats } from '../../clock.ts';
import { plural } from '../../format.ts';
import { goodsStateWords, kindAlone, markOfGoods } from '../../goods-words.ts';
import { Empty } from '../../parts/empty.tsx';
import { Icon } from '../../parts/icon.tsx';
import { intoList } from '../../parts/list-keys.ts';
import { StateMark } from '../../parts/state-mark.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { go, hrefOfGoods } from '../../route.ts';
import { useGoodsRetry } from '../goods-acts.ts';
import { usePaged } from '../paged.ts';
import { LongRows } from './long-rows.tsx';
import { RecordKinds } from './record-kinds.tsx';
import { Skeletons } from './skeletons.tsx';

const states = ['agreed', 'parked', 'conflict', 'pending', 'skipped'] as const;
const flows = [
  { value: 'all', label: 'All kinds' },
  { value: 'sync-products', label: 'Products' },
  { value: 'export-stock', label: 'Stock' },
] as const;

type Props = { readonly chosen: string | undefined; readonly state: GoodsStateName | 'all' };

/** Every product, variant and stock level of which something was written, held or asked. */
export function GoodsList({ chosen, state }: Props) {
  const { api } = useAgent();
  const { goodsRevision } = useSnapshot();
  const retry = useGoodsRetry();
  const [typed, setTyped] = useState('');
  const [flow, setFlow] = useState<(typeof flows)[number]['value']>('all');
  const search = typed.trim();
  const key = JSON.stringify([search, state, flow]);
  const goods = usePaged<GoodsRow>(
    key,
    (offset, limit) => api.request('goods.list', { flow, search, state, offset, limit }),
    String(goodsRevision),
  );
  const { total, failure } = goods;
  return (
    <section className="list long-list" aria-label="History">
      <header>
        <h1>History</h1>
        <RecordKinds about="goods" />
        <TextInput
          value={typed}
          onChange={event => setTyped(event.currentTarget.value)}
          onKeyDown={intoList}
          leftSection={<Icon name="search" />}
          placeholder="SKU or name"
          aria-label="Search history"
          type="search"
          data-search
        />
        <div className="pair-of-selects">
          <NativeSelect
            aria-label="Show"
            value={flow}
            onChange={event => setFlow(flows.find(({ value }) => value === event.currentTarget.value)?.value ?? 'all')}
            data={flows.map(one => ({ ...one }))}
          />
          <NativeSelect
            aria-label="Show states"
            value={state}
            onChange={event => go(hrefOfGoods(chosen, states.find(one => one === event.currentTarget.value) ?? 'all'))}
            data={[
              { value: 'all', label: 'All states' },
              ...states.map(one => ({ value: one, label: goodsStateWords[one] })),
            ]}
          />
        </div>
        <p className="xs dim" role="status">
          {total === undefined ? '' : plural(total, 'record')}
        </p>
      </header>
      {failure && <Trouble failure={failure} again={goods.again} />}
      {total === undefined && !failure && <Skeletons label="Reading products and stock" />}
      {total === 0 && <Nothing search={search} isAll={state === 'all' && flow === 'all'} />}
      {total !== undefined && total > 0 && (
        <LongRows
          key={key}
          label="Products and stock"
          rows={goods}
          total={total}
          chosen={chosen}
          onRetry={id => void retry([id])}
          renderRow={(row, isChosen) => <Row row={row} isChosen={isChosen} state={state} />}
        />
      )}
    </section>
  );
}

function Row({ row, isChosen, state }: { row: GoodsRow; isChosen: boolean; state: GoodsStateName | 'all' }) {
  const format = useFormats();
  return (
    <a href={hrefOfGoods(row.id, state)} data-row={row.id} aria-current={isChosen ? 'true' : undefined}>
      <StateMark mark={markOfGoods[row.state]} word={goodsStateWords[row.state]} />
      <b className="one-line whole-row">{row.name}</b>
      <span className="xs mut second">
        {[kindAlone(row.id), format.when(row.at), row.why].filter(part => part !== undefined).join(', ')}
      </span>
    </a>
  );
}

function Nothing({ search, isAll }: { search: string; isAll: boolean }) {
  if (search !== '') return <Empty title={`Nothing for “${search}”`}>Try a SKU or part of a name.</Empty>;
  if (isAll)
    return <Empty title="Nothing yet">What is written, held or asked of products and stock appears here.</Empty>;
  return <Empty title="None of these">Nothing is in this state now.</Empty>;
}
