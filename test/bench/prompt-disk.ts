import { open } from 'node:fs/promises';
import type { OpenFile } from './file-agent.ts';

/** A disk that says at once that everything is durable: writing costs what it costs, the disk's own syncing nothing. */
export function promptDisk(): { readonly openFile: OpenFile; readonly syncs: () => number } {
  let syncs = 0;
  const openFile: OpenFile = async (...args) =>
    Object.assign(await open(...args), {
      datasync: async () => {
        syncs += 1;
      },
    });
  return { openFile, syncs: () => syncs };
}
