import type { MappingList } from '../../../core/model/mapping-list.ts';
import { count, plural } from '../../format.ts';
import { hrefOf } from '../../route.ts';
import { kindOfMissing, kinds, kindWords, type Kind } from './kinds.ts';

/** How many are mapped, or, where something is missing, how many things. */
export const Tabs = ({ kind: current, list }: { readonly kind: Kind; readonly list: MappingList }) => (
  <nav className="tabs" aria-label="Kinds of mapping">
    {kinds.map(kind => {
      const missing = list.gaps.filter(gap => kindOfMissing(gap.missing) === kind).length;
      const mapped = list.rows.filter(({ what }) => kindOfMissing(what) === kind).length;
      return (
        <a key={kind} href={hrefOf('mappings', kind)} aria-current={kind === current ? 'page' : undefined}>
          {kindWords[kind].tab}{' '}
          {missing > 0 ? (
            <span className="count" aria-label={`${plural(missing, 'is', 'are')} not mapped`}>
              {count(missing)}
            </span>
          ) : (
            <span className="dim">{count(mapped)}</span>
          )}
        </a>
      );
    })}
  </nav>
);
