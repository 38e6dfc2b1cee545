import type { KeyboardEvent } from 'react';

/** Up and Down, Home and End move between a list's links; `letters` are its own keys. */
export const listKeys =
  (letters: Readonly<Record<string, (row: HTMLElement) => void>> = {}) =>
  (event: KeyboardEvent<HTMLElement>): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    // A checkbox takes the space bar itself.
    if (event.key === ' ' && event.target instanceof HTMLInputElement) return;
    const row = 'li, [role=row]';
    const here = document.activeElement?.closest(row);
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a[data-row]')];
    const at = links.findIndex(link => link.closest(row) === here);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: links.length - 1,
    };
    const step = steps[event.key];
    const link = links[at];
    if (step !== undefined) links[Math.max(0, Math.min(step, links.length - 1))]?.focus();
    else if (link && letters[event.key]) letters[event.key]?.(link);
    else return;
    event.preventDefault();
  };

/** Down in a list's search field leads to its first row. */
export function intoList(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'ArrowDown' || event.altKey || event.ctrlKey || event.metaKey) return;
  const first = event.currentTarget.closest('section')?.querySelector<HTMLElement>('a[data-row]');
  if (!first) return;
  first.focus();
  event.preventDefault();
}
