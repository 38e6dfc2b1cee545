import { progress } from '@clack/prompts';

export type Bar = { at(done: number, total: number, words: string): void; end(words: string): void };

const steps = 100;
const silent: Bar = { at: () => {}, end: () => {} };

/** A bar on standard error while long work runs; nothing where nobody watches. */
export function openBar(isWanted: boolean, words: string): Bar {
  if (!isWanted || !process.stderr.isTTY) return silent;
  const bar = progress({ max: steps, output: process.stderr });
  bar.start(words);
  let shown = 0;
  return {
    at(done, total, text) {
      const now = total === 0 ? steps : Math.min(steps, Math.floor((done / total) * steps));
      bar.advance(Math.max(0, now - shown), `${text}, ${done} of ${total}`);
      shown = Math.max(shown, now);
    },
    end: text => bar.stop(text),
  };
}
