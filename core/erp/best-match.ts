import { mostChoices, type Choice } from '../ports.ts';

/** Exact code, then codes that begin so, then whatever contains it. */
export function bestMatches(choices: readonly Choice[], search: string): readonly Choice[] {
  const words = search.trim().toLowerCase();
  const distance = ({ code, label }: Choice): number => {
    const lower = code.toLowerCase();
    if (lower === words) return 0;
    if (lower.startsWith(words)) return 1;
    return lower.includes(words) || label.toLowerCase().includes(words) ? 2 : 3;
  };
  return choices
    .map(choice => ({ choice, far: distance(choice) }))
    .filter(({ far }) => far < 3)
    .toSorted((a, b) => a.far - b.far)
    .slice(0, mostChoices)
    .map(({ choice }) => choice);
}
