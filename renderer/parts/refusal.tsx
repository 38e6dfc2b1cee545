import type { Failure } from '../../core/contract.ts';

/** Why the last click did not work, and what to do. */
export const Refusal = ({ failure }: { failure: Failure | undefined }) =>
  failure === undefined ? null : (
    <p className="sm t-bad" role="alert">
      {failure.message} {failure.nextStep}
    </p>
  );
