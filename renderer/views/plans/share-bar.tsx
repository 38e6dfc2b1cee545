import type { PlanCard } from '../../../core/model/goods-view.ts';
import { count, plural } from '../../format.ts';

type Props = { readonly share: NonNullable<PlanCard['share']>; readonly thing: string };

/** So many would change, with the limit as a tick: at the drawing's own width, so that its words stay their size. */
export function ShareBar({ share: { count: many, of, limit }, thing }: Props) {
  const percent = (part: number): string => `${Math.min(100, (100 * part) / Math.max(1, of))}%`;
  return (
    <div>
      <svg
        className="share-bar"
        role="img"
        aria-label={`${count(many)} of ${plural(of, thing)} would change; the limit is ${count(limit)}.`}
      >
        <rect className="share-all" x="0" y="3" width="100%" height="8" rx="2" />
        <rect className="share-part" x="0" y="3" width={percent(many)} height="8" rx="2" />
        <line className="share-limit" x1={percent(limit)} x2={percent(limit)} y1="0" y2="14" />
      </svg>
      <p className="xs dim row share-words">
        <span>
          {count(many)} would change, limit {count(limit)}
        </span>
        <span className="end">{plural(of, thing)}</span>
      </p>
    </div>
  );
}
