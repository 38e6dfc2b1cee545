import { useOnlyWatches, useSnapshot } from '../../agent.tsx';
import { useFormats } from '../../clock.ts';
import { flowWords } from '../../../core/model/goods-words.ts';
import { Names } from '../../parts/names.tsx';
import { StateTag } from '../../parts/state-mark.tsx';
import { hrefOf, hrefOfGoods } from '../../route.ts';
import { markOfRun, runWords, watchedWords } from '../../words.ts';

/** How the last comparison of products and of stock ended. */
export function GoodsRuns() {
  const { goods } = useSnapshot();
  const onlyWatches = useOnlyWatches();
  const format = useFormats();
  if (goods.length === 0) return null;
  return (
    <section className="card" aria-labelledby="goods-runs">
      <header>
        <h2 id="goods-runs">Products and stock</h2>
      </header>
      <ul className="needs">
        {goods.map(({ flow, endedAt, end, words }) => (
          <li key={flow}>
            <a className="b" href={flow === 'export-stock' ? hrefOf('stock') : hrefOfGoods()}>
              {flowWords[flow]}
            </a>
            <div>
              <p className="sm mut">
                <Names text={words} />
              </p>
            </div>
            {onlyWatches ? (
              <StateTag mark="info">{watchedWords}</StateTag>
            ) : (
              <StateTag mark={markOfRun[end]}>{runWords[end]}</StateTag>
            )}
            <time className="xs dim" dateTime={endedAt} title={format.full(endedAt)}>
              {format.short(endedAt)}
            </time>
          </li>
        ))}
      </ul>
    </section>
  );
}
