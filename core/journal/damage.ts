import { SyncError } from '../errors.ts';

/** Where to look: a file of the journal folder and the line in it, counted from 1. */
export type Place = { readonly file: string; readonly line: number };

/** The journal is the only memory of what was written: what cannot be trusted stops everything, and says where. */
export function damaged({ file, line }: Place, what: string, cause?: unknown): SyncError {
  return new SyncError('safety', 'journal-damaged', `The journal is damaged: ${file}, line ${line}: ${what}.`, {
    system: 'agent',
    nextStep: 'Leave the journal folder as it is, put the named file back from a backup, then start again.',
    details: { file, line: String(line) },
    cause,
  });
}

export function writtenByNewer({ file, line }: Place, kind: string): SyncError {
  const message = `The journal was written by a newer version: ${file}, line ${line} says "${kind}", which this version does not know.`;
  return new SyncError('safety', 'journal-newer', message, {
    system: 'agent',
    nextStep: 'Install the newer version again.',
    details: { file, line: String(line) },
  });
}

/** Two agents on one journal would each write what the other does not know of. */
export function twoWriters(file: string): SyncError {
  const message = `Something else has changed ${file} while the agent was using it, so nothing more is written.`;
  return new SyncError('safety', 'journal-two-writers', message, {
    system: 'agent',
    nextStep: 'Stop the other program that uses this data folder, then start the agent again.',
    details: { file },
  });
}

/** `ENOENT` and the like; empty when it is no error of the operating system. */
export const errnoOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && 'syscall' in error ? String(error.code) : '';

export const diskFull = (cause?: unknown): SyncError =>
  new SyncError('transient', 'disk-full', 'The disk is full, so the journal cannot be written.', {
    system: 'agent',
    nextStep: 'Free some space on the disk that holds the data folder. Syncing goes on by itself.',
    cause,
  });

/** What the operating system said about the data folder, in words. */
export function diskError(cause: unknown, folder: string): SyncError {
  if (cause instanceof SyncError) return cause;
  const reason = errnoOf(cause);
  // What no disk says is a fault of ours and keeps its own words.
  if (reason === '') throw cause;
  const options = { system: 'agent', details: { folder, reason }, cause } as const;
  if (reason === 'ENOSPC' || reason === 'EDQUOT') return diskFull(cause);
  if (reason === 'EROFS' || reason === 'EACCES' || reason === 'EPERM')
    return new SyncError('safety', 'data-folder-read-only', `The data folder ${folder} may not be written.`, {
      ...options,
      nextStep: 'Allow this user to write the data folder and everything in it, then start again.',
    });
  return new SyncError('transient', 'journal-write-failed', `The journal could not be written or read (${reason}).`, {
    ...options,
    nextStep: 'Check the disk that holds the data folder.',
  });
}
