import { Button, Skeleton, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { StockFate, StockView } from '../../../core/model/goods-view.ts';
import { useAgent, useErpName, useSnapshot } from '../../agent.tsx';
import { useAsked } from '../../asked.ts';
import { useFormats } from '../../clock.ts';
import { count } from '../../format.ts';
import { isPlanOf, planId } from '../../goods-words.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Icon } from '../../parts/icon.tsx';
import { refused, useToast } from '../../parts/toast.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { hrefOf } from '../../route.ts';
import { PlanSlip } from '../plans/plan-slip.tsx';
import { Location } from './location.tsx';
import { Lock } from './lock.tsx';
import { useStockCsv } from './stock-csv.ts';
import { Unmapped } from './unmapped.tsx';

type Fates = Readonly<Record<string, StockFate | 'all'>>;

/** What would be written to Shopify now, location by location, and what waits for what. */
export function Stock() {
  const { goodsRevision } = useSnapshot();
  const { value: view, failure, again } = useAsked('stock.view', [], String(goodsRevision));
  const [search, setSearch] = useState('');
  const [fates, setFates] = useState<Fates>({});
  const save = useStockCsv();
  const { link } = useAgent();
  return (
    <div className="page">
      <header className="head">
        <div>
          <h1 tabIndex={-1}>Stock</h1>
          <p className="mut">
            What would be written to Shopify now, and what waits. Nothing on this page has been sent.{' '}
            {view?.at !== undefined && <ComparedAt at={view.at} />}
          </p>
        </div>
        {view && view.off === undefined && (
          <div className="row tools">
            <TextInput
              value={search}
              onChange={event => setSearch(event.currentTarget.value)}
              leftSection={<Icon name="search" />}
              placeholder="SKU or name"
              aria-label="Search stock"
              type="search"
              data-search
            />
            <Compare isLooking={view.isLooking} />
            <Button component="a" variant="default" leftSection={<Icon name="eye" />} href={hrefOf('preview')}>
              Preview
            </Button>
            <BusyButton
              icon="download"
              disabled={view.locations.length === 0 || link !== 'live'}
              onPress={() => save(view.locations, id => fates[id] ?? 'all', search.trim())}
            >
              CSV
            </BusyButton>
          </div>
        )}
      </header>
      {failure && !view && (
        <section className="card">
          <Trouble failure={failure} again={again} />
        </section>
      )}
      {!view && !failure && (
        <div className="later" role="status" aria-label="Reading the stock">
          <Skeleton height={160} />
          <Skeleton height={320} />
        </div>
      )}
      {view && <Body view={view} search={search.trim()} fates={fates} setFates={setFates} />}
    </div>
  );
}

const ComparedAt = ({ at }: { at: string }) => {
  const format = useFormats();
  return (
    <>
      Compared <time dateTime={at}>{format.when(at)}</time>.
    </>
  );
};

function Compare({ isLooking }: { isLooking: boolean }) {
  const { api, link } = useAgent();
  const toast = useToast();
  const look = async () => {
    const reply = await api.request('stock.look');
    if (!reply.ok) toast(refused(reply.failure));
  };
  return (
    <BusyButton icon="sync" busy={isLooking} disabled={link !== 'live'} onPress={look}>
      Compare now
    </BusyButton>
  );
}

type BodyProps = {
  readonly view: StockView;
  readonly search: string;
  readonly fates: Fates;
  readonly setFates: (change: (last: Fates) => Fates) => void;
};

function Body({ view, search, fates, setFates }: BodyProps) {
  const erp = useErpName();
  const { off, locations, lock, unmapped, at, isLooking } = view;
  if (off !== undefined) return <Empty title="Stock is not synced">{off}</Empty>;
  // A location that starts tells of its plan itself.
  const plans = view.plans.filter(plan => !locations.some(({ id, isFirst }) => isFirst && isPlanOf(plan, id)));
  const firstToWrite = locations.find(({ isFirst, counts }) => !isFirst && counts.write > 0)?.id;
  const lookAtHeld = () => {
    setFates(last => ({ ...last, ...Object.fromEntries(held.map(({ id }) => [id, 'held'] as const)) }));
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-held] h2')?.focus());
  };
  const held = locations.filter(({ counts }) => counts.held > 0);
  return (
    <>
      {plans.map((plan, index) => (
        <PlanSlip
          key={planId(plan)}
          plan={plan}
          isFirst={index === 0}
          look={
            plan.flow === 'export-stock' &&
            plan.records > 0 &&
            held.length > 0 && (
              <Button variant="default" onClick={lookAtHeld}>
                Look at the {count(plan.records)}
              </Button>
            )
          }
        />
      ))}
      {lock && <Lock lock={lock} />}
      {locations.length === 0 && (
        <Empty title={at === undefined ? (isLooking ? 'Comparing…' : 'Not compared yet') : 'No stock to compare'}>
          {at === undefined
            ? `Counterfoil reads Shopify and ${erp}, and writes nothing while it looks.`
            : `None of Shopify’s locations is mapped to a warehouse of ${erp}.`}
        </Empty>
      )}
      {locations.map(location => (
        <Location
          key={location.id}
          location={location}
          search={search}
          fate={fates[location.id] ?? 'all'}
          onFate={fate => setFates(last => ({ ...last, [location.id]: fate }))}
          isFirst={plans.length === 0 && location.id === firstToWrite}
        />
      ))}
      {locations.length > 0 && (
        <p className="xs dim">Kept back: what orders and your own rules take off {erp}’s figure.</p>
      )}
      {unmapped.length > 0 && <Unmapped names={unmapped} />}
    </>
  );
}
