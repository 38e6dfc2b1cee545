import { Segments } from '../../parts/segments.tsx';
import { go, hrefOf, hrefOfGoods, type Route } from '../../route.ts';

const kinds = [
  { value: 'orders', words: 'Orders' },
  { value: 'goods', words: 'Products and stock' },
] as const;

/** Whose history is listed. */
export const RecordKinds = ({ about }: { about: Route['about'] }) => (
  <Segments
    label="History of"
    segments={kinds}
    value={about}
    onChange={next => {
      // The other list brings its own: whoever chose by key stays on it.
      window.addEventListener('hashchange', () => requestAnimationFrame(() => setTimeout(focusChosen)), { once: true });
      go(next === 'orders' ? hrefOf('history') : hrefOfGoods());
    }}
  />
);

const focusChosen = (): void => document.querySelector<HTMLElement>('.list .segments input:checked')?.focus();
