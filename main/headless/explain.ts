import { SyncError } from '../../core/errors.ts';
import { exitCodes } from './commands/output.ts';

/** What a person gave us is not right: the command, a file, the environment, the folder. */
const usageCodes = new Set([
  'settings-missing',
  'settings-not-read',
  'settings-unreadable',
  'settings-invalid',
  'settings-hold-a-secret',
  'shop-token-missing',
  'shop-client-id-missing',
  'shop-client-secret-missing',
  'erp-api-key-missing',
  'data-folder-unusable',
  'no-key-store',
  'no-secret-to-keep',
  'kept-secrets-unreadable',
  'nothing-here',
  'order-unknown',
  'record-unknown',
  'choice-unknown',
  'flow-off',
  'csv-not-written',
]);
const elsewhereCodes = new Set(['standing-by', 'data-folder-in-use']);

/** Says what went wrong in words. @returns the exit code that fits */
export function explain(error: unknown, json: boolean): number {
  if (!(error instanceof SyncError)) {
    process.stderr.write(
      `Something we did not foresee: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return exitCodes.failed;
  }
  const { category, code, message, nextStep } = error;
  if (json) process.stdout.write(`${JSON.stringify({ ok: false, category, code, message, nextStep }, null, 2)}\n`);
  else process.stderr.write(`${message}\n${nextStep === undefined ? '' : `${nextStep}\n`}`);
  if (elsewhereCodes.has(code)) return exitCodes.standingBy;
  return usageCodes.has(code) ? exitCodes.usage : exitCodes.failed;
}
