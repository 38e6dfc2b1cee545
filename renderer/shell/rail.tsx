import { useSnapshot } from '../agent.tsx';
import { count } from '../format.ts';
import { Icon, Logo } from '../parts/icon.tsx';
import { hrefOf, type Screen } from '../route.ts';
import { Foot } from './foot.tsx';

export const screenNames: Readonly<Record<Screen, string>> = {
  today: 'Today',
  problems: 'Problems',
  history: 'History',
  mappings: 'Mappings',
  settings: 'Settings',
};
export const screenOrder: readonly Screen[] = ['today', 'problems', 'history', 'mappings', 'settings'];

/** Index tabs at the edge of the ledger; at its foot what the agent does. */
export function Rail({ screen }: { screen: Screen }) {
  const open = useSnapshot().problems.length;
  return (
    <div className="rail" role="banner">
      <a className="brand" href={hrefOf('today')}>
        <Logo />
        Counterfoil
      </a>
      <nav aria-label="Screens">
        <ul>
          {screenOrder.map(name => (
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
      </nav>
      <Foot />
    </div>
  );
}
