/** The steps tell it too, so it goes first where there is little room. */
export const lastChange = 'Last change';

export type Fact = readonly [name: string, value: string | undefined];

/** What counts of a record now, side by side. */
export const Facts = ({ facts }: { facts: readonly Fact[] }) => (
  <dl className="facts">
    {facts.map(([name, value]) => (
      <div key={name} className={name === lastChange ? 'wide' : undefined}>
        <dt>{name}</dt>
        <dd>{value ?? <span className="dim">none yet</span>}</dd>
      </div>
    ))}
  </dl>
);
