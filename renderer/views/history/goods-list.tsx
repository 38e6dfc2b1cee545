import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { GoodsRow, GoodsStateName } from '../../../core/model/goods-view.ts';
import { useAgent, useSnapshot } from '../../agent.tsx';
import { useFormats } from '../../clock.ts';
import { goodsStateWords, kindAlone, markOfGoods } from '../../goods-words.ts';
import { Empty } from '../../parts/empty.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { go, hrefOfGoods } from '../../route.ts';
import { useGoodsRetry } from '../goods-acts.ts';
import { RecordList } from './record-list.tsx';

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
  const [flow, setFlow] = useState<(typeof flows)[number]['value']>('all');
  return (
    <RecordList<GoodsRow>
      about="goods"
      label="Products and stock"
      placeholder="SKU or name"
      one="record"
      reading="Reading products and stock"
      narrowed={JSON.stringify([state, flow])}
      ask={part => api.request('goods.list', { ...part, flow, state })}
      fresh={String(goodsRevision)}
      chosen={chosen}
      onRetry={id => void retry([id])}
      renderRow={(row, isChosen) => <Row row={row} isChosen={isChosen} state={state} />}
      renderNothing={search => <Nothing search={search} isAll={state === 'all' && flow === 'all'} />}
    >
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
    </RecordList>
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
