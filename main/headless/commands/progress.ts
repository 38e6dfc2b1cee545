import { progress } from '@clack/prompts';

export type Bar = { at(done: number, words: string): void; end(words: string): void };

const silent: Bar = { at: () => {}, end: () => {} };

/** A bar on standard error while long work runs; nothing where nobody watches. */
export function openBar(isWanted: boolean, max: number, words: string): Bar {
  if (!isWanted || !process.stderr.isTTY) return silent;
  const bar = progress({ max, output: process.stderr });
  bar.start(words);
  let shown = 0;
  return {
    at(done, text) {
      bar.advance(Math.max(0, Math.min(done, max) - shown), text);
      shown = Math.min(done, max);
    },
    end: text => bar.stop(text),
  };
}
