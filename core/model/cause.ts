import type { Problem } from './problem.ts';

/** The same for all that one remedy mends: what things are called does not count. */
export const causeOf = ({ code, missing }: Problem): string =>
  JSON.stringify([code, ...missing], (key, value: unknown) => (key === 'title' || key === 'name' ? undefined : value));
