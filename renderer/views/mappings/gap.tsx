import { useEffect, useId, useState } from 'react';
import type { Failure, Snapshot } from '../../../core/contract.ts';
import type { MappingGap } from '../../../core/model/mapping-list.ts';
import { useAgent, useErpName, useOnlyWatches, useSnapshot } from '../../agent.tsx';
import { useAsked } from '../../asked.ts';
import { otherRate, percent } from '../../../core/model/tax-rate.ts';
import { plural } from '../../format.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { Counterfoil } from '../../parts/counterfoil.tsx';
import { ErpChoice } from '../../parts/erp-choice.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { hrefOf } from '../../route.ts';
import { useMap } from '../map.ts';
import { idOfGap, kindOfMissing, kindWords, nameOf } from './kinds.ts';
import { LookAlikes } from './look-alikes.tsx';
import { OtherRate } from './other-rate.tsx';

type Props = { readonly gap: MappingGap; readonly others: readonly MappingGap[] };

/** What keeps orders waiting: what it is in Shopify, what it may be in the ERP, and the button that sends them on. */
export function Gap({ gap: { missing, orders, code: now }, others }: Props) {
  const { link } = useAgent();
  const { paused, light } = useSnapshot();
  const onlyWatches = useOnlyWatches();
  const erp = useErpName();
  const map = useMap();
  const id = useId();
  const [code, setCode] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure>();
  const [another, setAnother] = useState(false);
  const choices = useAsked('mapping.choices', [missing, '']);
  const alike = (choices.value ?? []).filter(({ like }) => like !== undefined).slice(0, 3);
  const rate =
    missing.kind === 'tax' ? otherRate(missing.rate, choices.value?.find(one => one.code === code)?.rate) : undefined;
  const { name, more } = nameOf(missing);
  const { other } = kindWords[kindOfMissing(missing)];
  useFocusGivenBack();
  const send = async () => {
    if (code !== null) setFailure(await map(missing, code));
  };
  const stub = (
    <>
      <StateMark mark="warn" />
      <p className="b">Not mapped</p>
      <p className="xs mut">{plural(orders.length, 'order waits', 'orders wait')}</p>
    </>
  );
  return (
    <Counterfoil className="gap" mark="warn" label="Not mapped" stub={stub}>
      <div className="gap-grid">
        <div>
          <p className="xs dim">Shopify</p>
          <h2 className="whole">{name}</h2>
          <p className="sm mut">{more}</p>
        </div>
        <span className="dim gap-arrow">
          <Icon name="arrow" />
        </span>
        <div>
          {alike.length > 0 && (
            <LookAlikes
              legend={`${erp} ${other}`}
              choices={alike}
              code={another ? undefined : code}
              onPick={picked => {
                setAnother(picked === undefined);
                setCode(picked ?? null);
              }}
              other={other}
            />
          )}
          {(another || alike.length === 0) && (
            <div className="map-it">
              <label htmlFor={id}>{alike.length > 0 ? `Another ${other}` : `${erp} ${other}`}</label>
              <ErpChoice id={id} missing={missing} code={code} onChange={setCode} />
            </div>
          )}
        </div>
        <div className="gap-go">
          <OtherRate what={missing} rate={rate} />
          <BusyButton icon="check" kind="filled" disabled={code === null || link !== 'live'} onPress={send}>
            {paused || onlyWatches
              ? 'Map it'
              : `Map and send ${orders.length === 2 ? 'both' : plural(orders.length, 'order')}`}
          </BusyButton>
        </div>
      </div>
      <Refusal failure={failure} />
      {now !== undefined && (
        <p className="sm mut">
          It is mapped to <b>{now}</b>.{' '}
          {missing.kind === 'tax' && missing.codeRate !== undefined && missing.code === now
            ? `That is ${percent(missing.codeRate)}: orders wait until it is a tax of ${percent(missing.rate)}.`
            : `What waits is tried with the next sync; if it still waits then, ${erp} has no ${now}.`}
        </p>
      )}
      {paused && <p className="sm mut">Syncing is paused: what waits follows when it goes on.</p>}
      <p className="sm mut">
        <Waiting orders={orders} light={light} />
      </p>
      {others.length > 0 && (
        <p className="sm mut">
          Not mapped either:{' '}
          {others.slice(0, most).map((one, index) => (
            <span key={idOfGap(one.missing)}>
              {index > 0 && ', '}
              <a href={hrefOf('mappings', idOfGap(one.missing))}>{nameOf(one.missing).name}</a> (
              {plural(one.orders.length, 'order')})
            </span>
          ))}
          {others.length > most && ` and ${plural(others.length - most, 'more', 'more')}`}.
        </p>
      )}
    </Counterfoil>
  );
}

const most = 5;

/** Each order leads to its problem. */
const Waiting = ({ orders, light }: Pick<MappingGap, 'orders'> & Pick<Snapshot, 'light'>) => (
  <>
    Waiting:{' '}
    {orders.slice(0, most).map(({ id, name }, index) => (
      <span key={id}>
        {index > 0 && ', '}
        <a className="whole" href={hrefOf('problems', id)}>
          {name}
        </a>
      </span>
    ))}
    {orders.length > most && ` and ${plural(orders.length - most, 'more', 'more')}`}. Nothing is lost
    {light === 'failed' ? '' : '; every other order goes on'}.
  </>
);

/** Where the thing that had the focus was just mapped, the screen's title takes it. */
function useFocusGivenBack(): void {
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) document.querySelector<HTMLElement>('main h1')?.focus();
      });
    },
    [],
  );
}
