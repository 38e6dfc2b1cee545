import { useEffect, useRef, useState } from 'react';
import { go, hrefOf } from '../route.ts';
import { Keys } from './keys.tsx';
import { screenOrder } from './rail.tsx';
import { useSyncNow } from './sync-now.tsx';

const search = () => document.querySelector<HTMLInputElement>('input[data-search]');
const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input, textarea, select, dialog') !== null;

function focusSearch(): void {
  const here = search();
  if (here) return here.focus();
  window.addEventListener('hashchange', () => requestAnimationFrame(() => search()?.focus()), { once: true });
  go(hrefOf('history'));
}

/** Whoever came by a key goes on with keys: in the list where there is one, else at the screen's title. */
function goByKey(href: string): void {
  const arrive = (): void => {
    const list = document.querySelector<HTMLElement>('a[data-row][aria-current], a[data-row]');
    const title = document.querySelector<HTMLElement>('main h1');
    if (!list) title?.setAttribute('tabindex', '-1');
    (list ?? title)?.focus();
  };
  window.addEventListener('hashchange', () => requestAnimationFrame(() => setTimeout(arrive)), { once: true });
  go(href);
}

/** The keys that work everywhere. */
export function Shortcuts() {
  const [help, setHelp] = useState(false);
  const { start } = useSyncNow();
  const handle = (event: KeyboardEvent): boolean => {
    const { key, altKey, ctrlKey, metaKey } = event;
    const screen = /^[1-9]$/.test(key) ? screenOrder[Number(key) - 1] : undefined;
    if (altKey && screen) goByKey(hrefOf(screen));
    else if ((ctrlKey || metaKey) && key === 'k') focusSearch();
    else if (altKey || ctrlKey || metaKey) return false;
    else if (key === 'F5') void start();
    else if (isTyping(event.target)) return false;
    else if (key === '/') focusSearch();
    else if (key === '?') setHelp(true);
    else return false;
    return true;
  };
  const newest = useRef(handle);
  useEffect(() => void (newest.current = handle));
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (newest.current(event)) event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return help ? <Keys onClose={() => setHelp(false)} /> : null;
}
