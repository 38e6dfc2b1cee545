import { openDiskFile, type OpenFile } from '../../../core/journal/disk-file.ts';

type Call = 'datasync' | 'truncate' | 'open' | 'close';

export type DiskFault = {
  /** Bytes that may still be written; undefined: all. */
  room?: number | undefined;
  /** Calls that fail, with the code they fail with. */
  readonly fails: Map<Call, string>;
};

const fault = (code: string, syscall: string): Error =>
  Object.assign(new Error(`${code}: ${syscall}`), { code, syscall });

/** A disk that fills up or fails, as `disk` says at the time of each call. */
export function failingOpen(disk: DiskFault): OpenFile {
  const check = (call: Call): void => {
    const code = disk.fails.get(call);
    if (code !== undefined) throw fault(code, call);
  };
  return async (path, flags) => {
    check('open');
    const file = await openDiskFile(path, flags);
    return {
      write(bytes, from, length, at) {
        const taken = Math.min(disk.room ?? length, length);
        if (taken === 0) throw fault('ENOSPC', 'write');
        if (disk.room !== undefined) disk.room -= taken;
        return file.write(bytes, from, taken, at);
      },
      async datasync() {
        check('datasync');
        return file.datasync();
      },
      async truncate(size) {
        check('truncate');
        return file.truncate(size);
      },
      // Closed all the same, as the system does it.
      async close() {
        await file.close();
        check('close');
      },
    };
  };
}
