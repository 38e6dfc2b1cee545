import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { TextFile } from 'lowdb/node';
import { z } from 'zod';
import { SyncError } from '../core/errors.ts';
import type { SecretName, Secrets } from '../core/ports.ts';
import { inDataFolder } from './data-folder.ts';
import { isSecretName } from './secrets.ts';

/** The system's key store, or the user's own passphrase: only this user can open what it has sealed. */
export type Vault = {
  /** Why nothing may be sealed with it, as a sentence; undefined when it is to be trusted. May ask the user. */
  refusal(): Promise<string | undefined>;
  seal(text: string): Promise<Buffer>;
  /** @throws SyncError where it can say more than that it does not open */
  open(sealed: Buffer): Promise<string>;
};

const fileName = 'secrets.json';
const sealedFile = z.partialRecord(
  z.custom<SecretName>(name => typeof name === 'string' && isSecretName(name)),
  z.base64(),
);
type Sealed = z.output<typeof sealedFile>;

/** Secrets kept between starts. Without the file the key store is left alone. */
export function keptSecrets(folder: string, vault: Vault): Secrets {
  return {
    async get(name) {
      const sealed = (await read(folder))[name];
      if (sealed === undefined) return undefined;
      await checkVault(vault);
      return open(vault, sealed);
    },
  };
}

const open = (vault: Vault, sealed: string): Promise<string> =>
  vault.open(Buffer.from(sealed, 'base64')).catch(cause => {
    throw cause instanceof SyncError ? cause : unreadable(cause);
  });

/** Which are kept, without opening any. */
export const keptNames = async (folder: string): Promise<ReadonlySet<SecretName>> =>
  new Set(Object.keys(await read(folder)).filter(isSecretName));

/** Seals them and leaves what else is kept, if it opens. @throws SyncError rather than writing anything in clear */
export async function keepSecrets(folder: string, vault: Vault, given: ReadonlyMap<SecretName, string>): Promise<void> {
  if (given.size === 0)
    throw new SyncError('rejected', 'no-secret-to-keep', 'There is no secret of a connected shop to keep.', {
      system: 'agent',
      nextStep: 'Connect a shop in settings.json, set its secrets as environment variables, and start once more.',
    });
  await checkVault(vault);
  const sealed: Sealed = { ...(await read(folder)) };
  // One file, one key: what stays must open with the same.
  for (const [name, value] of Object.entries(sealed))
    if (isSecretName(name) && !given.has(name)) await open(vault, value);
  for (const [name, value] of given) sealed[name] = (await vault.seal(value)).toString('base64');
  const path = join(folder, fileName);
  await inDataFolder(folder, async () => {
    await new TextFile(path).write(`${JSON.stringify(sealed, null, 2)}\n`);
    await chmod(path, 0o600);
  });
}

async function checkVault(vault: Vault): Promise<void> {
  const refusal = await vault.refusal();
  if (refusal === undefined) return;
  throw new SyncError('auth', 'no-key-store', refusal, {
    system: 'agent',
    nextStep:
      'Until then, set the secrets as environment variables at each start. Counterfoil never keeps them in clear.',
  });
}

async function read(folder: string): Promise<Sealed> {
  const text = await inDataFolder(folder, () => new TextFile(join(folder, fileName)).read());
  if (text === null) return {};
  try {
    return sealedFile.parse(JSON.parse(text));
  } catch (cause) {
    throw unreadable(cause);
  }
}

const unreadable = (cause: unknown): SyncError =>
  new SyncError('auth', 'kept-secrets-unreadable', 'The secrets kept on this PC cannot be read.', {
    system: 'agent',
    nextStep: `They open only for the user and the PC that kept them. Delete ${fileName} in the data folder and keep them anew.`,
    cause,
  });
