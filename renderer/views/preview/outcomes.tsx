import type { PreviewState } from '../../../core/model/goods-view.ts';
import { count } from '../../format.ts';
import { fateWords } from '../../../core/model/goods-words.ts';
import { markOfFate, outcomes } from '../../goods-words.ts';
import { StateMark } from '../../parts/state-mark.tsx';

/** Every record that was compared, once: the parts make the total. */
export function Outcomes({ counts }: Pick<PreviewState, 'counts'>) {
  const parts = [...outcomes, 'same'] as const;
  const total = parts.reduce((sum, part) => sum + counts[part], 0);
  return (
    <section className="card" aria-label="Records compared">
      <dl className="strip">
        {parts.map(part => (
          <div key={part}>
            <dt className="xs mut">
              <StateMark mark={markOfFate[part]} word={false} size={14} />
              {fateWords[part]}
            </dt>
            <dd>{count(counts[part])}</dd>
          </div>
        ))}
        <div className="strip-total">
          <dt className="xs mut">Compared</dt>
          <dd>{count(total)}</dd>
        </div>
      </dl>
    </section>
  );
}
