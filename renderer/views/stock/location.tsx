import { useId } from 'react';
import { mostAtOnce } from '../../../core/contract.ts';
import type { StockFate, StockLocation, StockRow } from '../../../core/model/goods-view.ts';
import { useAgent, useErpName, useSnapshot } from '../../agent.tsx';
import { count, plural } from '../../format.ts';
import { fateWords } from '../../../core/model/goods-words.ts';
import { outcomes } from '../../goods-words.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { Segments, type Segment } from '../../parts/segments.tsx';
import { refused, useToast } from '../../parts/toast.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { allRows } from '../all-rows.ts';
import { usePaged } from '../paged.ts';
import { FirstChoice } from './first-choice.tsx';
import { Levels } from './levels.tsx';

type Fate = StockFate | 'all';
type Props = {
  readonly location: StockLocation;
  readonly search: string;
  readonly fate: Fate;
  readonly onFate: (fate: Fate) => void;
  /** It has the one filled button of the screen. */
  readonly isFirst: boolean;
};

/** One location: how many of its levels differ and why, the levels themselves, and the button that writes them. */
export function Location({ location, search, fate, onFate, isFirst }: Props) {
  const { id, name, warehouse, counts } = location;
  const { api } = useAgent();
  const { goodsRevision } = useSnapshot();
  const erp = useErpName();
  const heading = useId();
  const differ = outcomes.reduce((sum, outcome) => sum + counts[outcome], 0);
  const rows = usePaged<StockRow>(
    JSON.stringify([id, fate, search]),
    (offset, limit) => api.request('stock.rows', { location: id, fate, search, offset, limit }),
    String(goodsRevision),
  );
  const segments: readonly Segment<Fate>[] = [
    { value: 'all', words: `Do not agree ${count(differ)}` },
    ...[...outcomes, 'same' as const]
      .filter(outcome => counts[outcome] > 0 || outcome === fate)
      .map(value => ({ value, words: `${fateWords[value]} ${count(counts[value])}` })),
  ];
  return (
    <section className="card location" aria-labelledby={heading} data-held={counts.held > 0 ? '' : undefined}>
      <header>
        <h2 id={heading} tabIndex={-1}>
          {name}
        </h2>
        <span className="sm mut">
          {count(counts.same)} of {count(differ + counts.same)} agree
          <span className="wide">
            , {erp} warehouse {warehouse}
          </span>
        </span>
        {differ + counts.same > 0 && (
          <div className="row end">
            <Segments label={`Show in ${name}`} segments={segments} value={fate} onChange={onFate} />
            {!location.isFirst && counts.write > 0 && <WriteNow location={location} isFirst={isFirst} />}
          </div>
        )}
      </header>
      {location.isFirst && <FirstChoice location={location} differ={differ - counts['left-out']} />}
      {rows.failure && <Trouble failure={rows.failure} again={rows.again} />}
      {rows.total === 0 ? (
        <p className="quiet" role="status">
          {search !== ''
            ? `Nothing for “${search}” here.`
            : differ === 0
              ? `All ${plural(counts.same, 'stock level')} agree.`
              : 'None of these now.'}
        </p>
      ) : (
        rows.total !== undefined && <Levels name={name} rows={rows} total={rows.total} />
      )}
    </section>
  );
}

/** Writes what may be written of this location, as it is listed now. */
function WriteNow({ location: { id, counts }, isFirst }: { location: StockLocation; isFirst: boolean }) {
  const { api, link } = useAgent();
  const toast = useToast();
  const write = async () => {
    const listed = await allRows<StockRow>((offset, limit) =>
      api.request('stock.rows', { location: id, fate: 'write', search: '', offset, limit }),
    );
    if (!listed.ok) return toast(refused(listed.failure));
    const ids = listed.value.slice(0, mostAtOnce).map(row => row.id);
    if (ids.length === 0) return toast({ mark: 'info', words: 'Nothing is left to write here.' });
    const reply = await api.request('stock.write', ids);
    if (!reply.ok) return toast(refused(reply.failure));
    toast({
      mark: 'ok',
      words: `${plural(ids.length, 'stock level was', 'stock levels were')} compared once more, and written where nothing stood in the way.`,
    });
  };
  const { write: many } = counts;
  return (
    <BusyButton
      icon="check"
      size="compact"
      kind={isFirst ? 'filled' : 'default'}
      disabled={link !== 'live'}
      onPress={write}
    >
      {many > mostAtOnce ? `Write the first ${count(mostAtOnce)} now` : `Write the ${count(many)} now`}
    </BusyButton>
  );
}
