import { useErpName } from '../../agent.tsx';
import { plural } from '../../format.ts';
import { StateMark } from '../../parts/state-mark.tsx';
import { hrefOf } from '../../route.ts';

/** Locations of which nothing is written, and where that is changed. */
export function Unmapped({ names }: { names: readonly string[] }) {
  const erp = useErpName();
  return (
    <section className="card note-card" aria-label="Locations that are not mapped">
      <StateMark mark="skip" />
      <p>
        <b>
          {plural(names.length, 'location has', 'locations have')} no warehouse in {erp}:
        </b>{' '}
        {names.join(', ')}. No stock is written there, and Shopify keeps what it has.
      </p>
      <a href={hrefOf('mappings', 'locations')}>Map locations</a>
    </section>
  );
}
