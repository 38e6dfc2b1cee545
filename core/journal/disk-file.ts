import { writeSync } from 'node:fs';
import { open } from 'node:fs/promises';

/** A segment open for writing, and all that is done with it: tests put a failing disk in its place. */
export type DiskFile = {
  /** Into the system's memory at once, which takes microseconds. @returns how many bytes; none when the disk is full */
  write(bytes: Buffer, from: number, length: number, at: number): number;
  /** Waits for the disk itself: worth the hand of a thread, so that page and schedule go on meanwhile. */
  datasync(): Promise<void>;
  truncate(size: number): Promise<void>;
  close(): Promise<void>;
};

export type OpenFile = (path: string, flags: 'wx+' | 'r+') => Promise<DiskFile>;

export const openDiskFile: OpenFile = async (path, flags) => {
  const handle = await open(path, flags);
  return {
    write: (bytes, from, length, at) => writeSync(handle.fd, bytes, from, length, at),
    datasync: () => handle.datasync(),
    truncate: size => handle.truncate(size),
    close: () => handle.close(),
  };
};
