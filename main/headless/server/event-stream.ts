import type { Snapshot } from '../../../core/contract.ts';

export type Subscribe = (listen: (snapshot: Snapshot) => void) => () => void;

const message = (snapshot: Snapshot) => `event: snapshot\ndata: ${JSON.stringify(snapshot)}\n\n`;
const keepAliveMs = 15_000;
const idle = () => {};

/**
 * The snapshot, then every change, as server-sent events. A reader that falls behind gets the newest state and none of the
 * ones between; memory stays bounded however slow it is.
 */
export function eventStream(first: () => Snapshot | Promise<Snapshot>, subscribe: Subscribe, signal: AbortSignal) {
  const encoder = new TextEncoder();
  let newest: Snapshot | undefined;
  let wake = idle;
  let stop = idle;

  return new ReadableStream<Uint8Array>({
    async start(controller) {
      // Subscribed before the first snapshot is taken: nothing falls between the two.
      const unsubscribe = subscribe(snapshot => {
        newest = snapshot;
        wake();
      });
      const beat = setInterval(() => {
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(': still here\n\n'));
      }, keepAliveMs);
      const end = () => {
        newest = undefined;
        stop();
        controller.close();
      };
      stop = () => {
        stop = idle;
        signal.removeEventListener('abort', end);
        clearInterval(beat);
        unsubscribe();
        wake();
      };
      signal.addEventListener('abort', end);
      try {
        const snapshot = await first();
        newest ??= snapshot;
      } catch (error) {
        stop();
        throw error;
      }
      if (signal.aborted) end();
    },
    async pull(controller) {
      if (newest === undefined) await new Promise<void>(resolve => (wake = resolve));
      if (newest === undefined) return;
      const snapshot = newest;
      newest = undefined;
      controller.enqueue(encoder.encode(message(snapshot)));
    },
    cancel: () => stop(),
  });
}
