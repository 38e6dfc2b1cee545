import { SyncError } from '../../../core/errors.ts';

/** What the agent tries again "by itself" is not, once a single command has ended. */
export const endsHere = 'Nothing more runs after this command: run it again later, or leave `counterfoil run` running.';

export const nextStepHere = ({ nextStep, recovery, system }: SyncError): string | undefined =>
  recovery === 'retry' && system !== undefined && system !== 'agent'
    ? `${nextStep ?? ''} ${endsHere}`.trim()
    : nextStep;

/** Work that no agent goes on with. @throws what `work` throws, with a next step that is true of a single command. */
export async function once<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    const { category, code, message, system, recovery, details } = error;
    const nextStep = nextStepHere(error);
    throw new SyncError(category, code, message, {
      ...(nextStep === undefined ? {} : { nextStep }),
      ...(system === undefined ? {} : { system }),
      recovery,
      details,
      cause: error,
    });
  }
}
