import { SyncError } from '../../core/errors.ts';
import type { SecretName, Secrets } from '../../core/ports.ts';
import type { Environment } from '../environment.ts';
import { keepSecrets, keptNames, keptSecrets, type Vault } from '../kept-secrets.ts';
import { secretsIn, variableOf } from '../secrets.ts';

export type Given = ReadonlyMap<SecretName, string>;

/** What was typed and not left empty. */
export const filled = (typed: readonly (readonly [SecretName, string])[]): Given =>
  new Map(typed.map(([name, value]) => [name, value.trim()] as const).filter(([, value]) => value !== ''));

export type SetupSecrets = {
  /** Those of the shop that is synced: as adopted last, else as kept. */
  readonly live: Secrets;
  /** For a test: what was just typed, then what passed a test before, then the environment, then what is kept. */
  trying(fresh: Given): Secrets;
  has(name: SecretName): boolean;
  /** They passed a test. The shop that is synced goes on with its own. */
  hold(fresh: Given): Promise<void>;
  /** From now on the shop's own, sealed. Where nothing can be sealed they last as long as this start. */
  adopt(): Promise<void>;
  /** Why they cannot be kept, as a sentence; known once something was held. */
  cannotKeep(): string | undefined;
};

export async function setupSecrets(folder: string, vault: Vault, env: Environment): Promise<SetupSecrets> {
  const kept = keptSecrets(folder, vault);
  const given = secretsIn(env);
  const held = new Map<SecretName, string>();
  const adopted = new Map<SecretName, string>();
  let names = await keptNames(folder).catch(() => new Set<SecretName>());
  let cannotKeep: string | undefined;
  return {
    live: { get: async name => adopted.get(name) ?? (await kept.get(name)) },
    trying(fresh) {
      for (const [name, value] of fresh) if ((given.get(name) ?? value) !== value) throw environmentWins(name);
      return {
        get: async name =>
          fresh.get(name) ?? held.get(name) ?? given.get(name) ?? adopted.get(name) ?? (await kept.get(name)),
      };
    },
    has: name => [held, given, adopted].some(known => known.has(name)) || names.has(name),
    async hold(fresh) {
      for (const [name, value] of fresh) held.set(name, value);
      if (fresh.size > 0) cannotKeep = await vault.refusal();
    },
    async adopt() {
      const mine = new Map(held);
      if (mine.size === 0) return;
      cannotKeep = await vault.refusal();
      if (cannotKeep === undefined) await keepSecrets(folder, vault, mine);
      for (const [name, value] of mine) adopted.set(name, value);
      held.clear();
      names = await keptNames(folder);
    },
    cannotKeep: () => cannotKeep,
  };
}

/** The agent would go on with the variable's, so a key that passes here would not be the one that is used. */
const environmentWins = (name: SecretName): SyncError =>
  new SyncError(
    'rejected',
    'environment-wins',
    `The environment variable ${variableOf(name)} is set and wins over what is typed here.`,
    {
      system: 'agent',
      nextStep: 'Remove or correct it, and start Counterfoil again.',
    },
  );
