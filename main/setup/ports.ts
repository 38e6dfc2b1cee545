import type { Handlers, RequestName, Stage } from '../../core/contract.ts';
import type { Mappings } from '../../core/model/mappings.ts';
import type { SetupView } from '../../core/model/setup.ts';
import type { Secrets } from '../../core/ports.ts';
import type { Ready } from './ready.ts';

export type SetupRequestName = Extract<RequestName, `setup.${string}`>;
export type Sample = {
  readonly folder: string;
  readonly sides: Ready['sides'];
  readonly save: (mappings: Mappings) => Promise<void>;
};

/** What set-up needs of what surrounds it. */
export type SetupHost = {
  readonly stage: () => Stage;
  /** Where a real shop's settings belong. */
  readonly ownFolder: string;
  /** The made-up shop from its beginning, open and not yet synced. @throws while the own shop is synced */
  readonly openSample: () => Promise<Sample>;
  /** Syncs that shop from now on. */
  readonly begin: (stage: Exclude<Stage, 'none'>) => Promise<void>;
  readonly changed: () => void;
  readonly unforeseen: (error: unknown) => void;
  /** From now on this value appears in no log. */
  readonly hide: (secret: string) => void;
};

export type Setup = {
  readonly handlers: Handlers<SetupRequestName>;
  /** Those of the own shop that is synced. */
  readonly secrets: Secrets;
  view(): SetupView | undefined;
  /** Ends what is being read. */
  close(): void;
};
