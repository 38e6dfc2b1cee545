import type { Banner } from '../../../core/contract.ts';
import type { SetupStep } from '../../../core/model/setup.ts';
import { useSnapshot } from '../../agent.tsx';

/** Why all syncing rests, where this step is the one that mends it. */
export function useResting(step: SetupStep): Banner | undefined {
  const { light, banners } = useSnapshot();
  return light === 'failed' ? banners.find(({ button }) => button?.step === step) : undefined;
}
