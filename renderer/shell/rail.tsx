import { Fragment } from 'react';
import { useSnapshot } from '../agent.tsx';
import { count } from '../format.ts';
import { Act } from '../parts/act.tsx';
import { Icon, Logo } from '../parts/icon.tsx';
import { hrefOf, type Screen } from '../route.ts';
import { Foot } from './foot.tsx';

export const screenNames: Readonly<Record<Screen, string>> = {
  today: 'Today',
  problems: 'Problems',
  history: 'History',
  stock: 'Stock',
  ownership: 'Ownership',
  mappings: 'Mappings',
  settings: 'Settings',
  preview: 'What would be written now',
};
type RailName = Exclude<Screen, 'preview'>;
const groups: readonly (readonly [heading: string | undefined, names: readonly RailName[]])[] = [
  [undefined, ['today', 'problems', 'history']],
  ['Stock and rules', ['stock', 'ownership', 'mappings']],
  ['Set up', ['settings']],
];
export const screenOrder: readonly RailName[] = groups.flatMap(([, names]) => names);

/** Index tabs at the edge of the ledger; at its foot what the agent does. */
export function Rail({ screen }: { screen: Screen }) {
  const { problems, plans, stage } = useSnapshot();
  const open = problems.length + plans.length;
  return (
    <div className="rail" role="banner">
      <a className="brand" href={hrefOf('today')}>
        <Logo />
        Counterfoil
      </a>
      <nav aria-label="Screens">
        {groups.map(([heading, names]) => (
          <Fragment key={heading ?? 'first'}>
            {heading !== undefined && <h2>{heading}</h2>}
            <ul>
              {names.map(name => (
                <li key={name}>
                  <a href={hrefOf(name)} aria-current={name === screen ? 'page' : undefined}>
                    <Icon name={name} />
                    {screenNames[name]}
                    {name === 'problems' && open > 0 && (
                      <span className="count" aria-label={`${count(open)} open`}>
                        {count(open)}
                      </span>
                    )}
                  </a>
                </li>
              ))}
            </ul>
          </Fragment>
        ))}
      </nav>
      {stage === 'sample' && <MadeUp />}
      <Foot />
    </div>
  );
}

/** Whoever looks around knows that nothing real is touched, and where the real begins. */
function MadeUp() {
  return (
    <section className="made-up" aria-label="Made-up shop">
      <p className="sm">This is a made-up shop.</p>
      <Act button={{ words: 'Connect my store', request: 'setup.open', step: 'store' }} />
    </section>
  );
}
