import { SyncError } from '../../errors.ts';

/** The ERP says no and holds nothing of what was asked. */
export const refuse = (code: string, message: string, nextStep: string): SyncError =>
  new SyncError('rejected', code, message, { system: 'erp', nextStep });

/** A file edited by hand that is no longer what the ERP can read. Waits for its correction; nothing is guessed. */
export const unreadable = (path: string, fault: string, cause?: unknown): SyncError =>
  new SyncError('busy', 'erp-file-unreadable', `The sample ERP cannot read ${path}: ${fault}.`, {
    system: 'erp',
    nextStep: `Correct ${path}; it is read again by itself.`,
    details: { file: path, fault },
    cause,
  });
