import { open, type FileHandle } from 'node:fs/promises';

export type DiskFault = {
  /** Bytes that may still be written; undefined: all. */
  room?: number | undefined;
  /** Calls that fail, with the code they fail with. */
  readonly fails: Map<'datasync' | 'truncate' | 'open', string>;
};

const fault = (code: string, syscall: string): Error =>
  Object.assign(new Error(`${code}: ${syscall}`), { code, syscall });

/** `open` of a disk that fills up or fails, as `fault` says at the time of each call. */
export function failingOpen(disk: DiskFault): typeof open {
  return async (...args) => {
    const code = disk.fails.get('open');
    if (code !== undefined) throw fault(code, 'open');
    const handle = await open(...args);
    return new Proxy(handle, { get: (target, name) => faulty(target, name, disk) });
  };
}

function faulty(handle: FileHandle, name: string | symbol, disk: DiskFault): unknown {
  if (name === 'write')
    return async (bytes: Buffer, from: number, length: number, position: number) => {
      const room = disk.room ?? length;
      if (room === 0) throw fault('ENOSPC', 'write');
      if (disk.room !== undefined) disk.room -= Math.min(room, length);
      return handle.write(bytes, from, Math.min(room, length), position);
    };
  const code = name === 'datasync' || name === 'truncate' ? disk.fails.get(name) : undefined;
  if (code !== undefined) return () => Promise.reject(fault(code, String(name)));
  const value: unknown = Reflect.get(handle, name, handle);
  return typeof value === 'function' ? value.bind(handle) : value;
}
