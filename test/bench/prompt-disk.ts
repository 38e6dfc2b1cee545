import { openDiskFile, type OpenFile } from '../../core/journal/disk-file.ts';

/** A disk that says at once that everything is durable: writing costs what it costs, the disk's own syncing nothing. */
export function promptDisk(): { readonly openFile: OpenFile; readonly syncs: () => number } {
  let syncs = 0;
  const openFile: OpenFile = async (path, flags) => ({
    ...(await openDiskFile(path, flags)),
    datasync: async () => {
      syncs += 1;
    },
  });
  return { openFile, syncs: () => syncs };
}
