import type { Failure, Reply } from '../../core/contract.ts';
import { SyncError } from '../../core/errors.ts';

/** Words for a window. What nobody classified stays inside: its text may name paths, hosts or customers. */
export function failureOf(error: unknown): Failure {
  if (error instanceof SyncError)
    return { category: error.category, code: error.code, message: error.message, nextStep: error.nextStep };
  return {
    category: 'bug',
    code: 'unforeseen',
    message: 'Something we did not foresee. What happened is kept in the log.',
    nextStep: 'Try once more. If it stays so, restart Counterfoil.',
  };
}

export const refused = (code: string, message: string, nextStep?: string): Reply<never> => ({
  ok: false,
  failure: { category: 'rejected', code, message, nextStep },
});
