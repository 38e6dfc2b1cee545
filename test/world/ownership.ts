import type { OwnershipStore } from '../../core/agent/ports.ts';
import { standardOwnership } from '../../core/ownership.ts';

/** As without an ownership.json. */
export const standardOwner: OwnershipStore = { current: () => standardOwnership, slip: () => undefined };
