import type { Secrets } from '../../core/ports.ts';
import { variableIn } from '../environment.ts';
import { keptNames, keptSecrets, type Vault } from '../kept-secrets.ts';
import { headlessVault, shortestPassphrase } from './vault.ts';

const inEnvironment = (): string | undefined => variableIn(process.env, 'COUNTERFOIL_PASSPHRASE');

/** The user's passphrase from the environment, else typed in the terminal, where there is one. */
async function passphrase(): Promise<string | undefined> {
  const given = inEnvironment();
  if (given !== undefined) return given;
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  const { isCancel, password } = await import('@clack/prompts');
  const typed = await password({
    message: 'Passphrase of the kept secrets',
    output: process.stderr,
    validate: words =>
      (words ?? '').trim().length < shortestPassphrase ? `At least ${shortestPassphrase} characters` : undefined,
  });
  return isCancel(typed) ? undefined : typed;
}

/** One a process, so that nobody is asked twice. */
export const userVault: Vault = headlessVault(passphrase);

/** What was kept with the user's passphrase. Nobody is asked for it unless something kept is needed. */
export const userSecrets = (folder: string): Secrets => keptSecrets(folder, userVault);

/**
 * For a page: whoever looks at the browser is not asked in the terminal. Only where something is kept already is its
 * passphrase asked for there, at the start.
 */
export const pageVault = async (folder: string): Promise<Vault> =>
  (await keptNames(folder).catch(() => new Set())).size > 0 ? userVault : headlessVault(async () => inEnvironment());
