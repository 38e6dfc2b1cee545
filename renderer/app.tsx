import { useEffect } from 'react';
import { useAgent } from './agent.tsx';
import { useRoute, type Screen } from './route.ts';
import { Banners } from './shell/banners.tsx';
import { Opening } from './shell/opening.tsx';
import { Rail, screenNames } from './shell/rail.tsx';
import { Shortcuts } from './shell/shortcuts.tsx';
import { History } from './views/history/history.tsx';
import { Mappings } from './views/mappings/mappings.tsx';
import { Ownership } from './views/ownership/ownership.tsx';
import { Preview } from './views/preview/preview.tsx';
import { Problems } from './views/problems/problems.tsx';
import { Settings } from './views/settings/settings.tsx';
import { SetUp } from './views/set-up/set-up.tsx';
import { Stock } from './views/stock/stock.tsx';
import { Today } from './views/today/today.tsx';

const views: Readonly<Record<Screen, () => React.JSX.Element>> = {
  today: Today,
  problems: Problems,
  history: History,
  stock: Stock,
  ownership: Ownership,
  mappings: Mappings,
  preview: Preview,
  settings: Settings,
};

export function App() {
  const { snapshot } = useAgent();
  const route = useRoute();
  const setup = snapshot?.stage === 'none' || route.screen === 'set-up' ? snapshot?.setup : undefined;
  const screen = route.screen === 'set-up' ? 'today' : route.screen;
  const title = setup ? 'Set-up' : screenNames[screen];
  useEffect(() => {
    document.title = `${title} - Counterfoil`;
  }, [title]);
  if (!snapshot) return <Opening />;
  if (setup) return <SetUp setup={setup} />;
  const View = views[screen];
  return (
    <>
      <a className="skip" href="#main" onClick={skip}>
        Skip to the page
      </a>
      <Rail screen={screen} />
      <main id="main" tabIndex={-1}>
        <Banners />
        <View />
      </main>
      <Shortcuts />
    </>
  );
}

/** The address names the screen, so the link may not change it. */
const skip = (event: React.MouseEvent) => {
  event.preventDefault();
  document.querySelector<HTMLElement>('#main')?.focus();
};
