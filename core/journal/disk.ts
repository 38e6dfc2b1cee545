import { constants, statSync } from 'node:fs';
import { access, mkdir, open } from 'node:fs/promises';
import { diskError, diskFull, errnoOf, twoWriters } from './damage.ts';
import type { DiskFile } from './disk-file.ts';
import { journalFolder, segmentFile, segmentPath, type Segment } from './segment-files.ts';

export async function requireWritable(folder: string): Promise<void> {
  try {
    await mkdir(journalFolder(folder), { recursive: true });
    await access(folder, constants.W_OK);
    await access(journalFolder(folder), constants.W_OK);
    await syncFolder(folder);
  } catch (cause) {
    throw diskError(cause, folder);
  }
}

/** Before every write, so it must cost little: a look at an open file takes microseconds, a thread's hand many times that. */
export function requireUntouched(folder: string, { name, size }: Segment): void {
  const found = statSync(segmentPath(folder, name), { throwIfNoEntry: false });
  if (found?.size !== size) throw twoWriters(segmentFile(name));
}

export async function writeAll(file: DiskFile, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const written = file.write(bytes, done, bytes.length - done, at + done);
    if (written === 0) throw diskFull();
    done += written;
  }
  await file.datasync();
}

/** Durable too, or a line that was reported as failed could come back after power loss. */
export async function cutBack(file: DiskFile, size: number): Promise<void> {
  await file.truncate(size);
  await file.datasync();
}

/** Makes a new file's name durable, where the platform can (Windows cannot, and need not). */
export async function syncFolder(folder: string): Promise<void> {
  const unable = ['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP', 'EBADF'];
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!unable.includes(errnoOf(error))) throw error;
  }
}
