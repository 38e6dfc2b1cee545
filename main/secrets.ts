import { SyncError } from '../core/errors.ts';
import type { SystemName } from '../core/model/problem.ts';
import type { SecretName, Secrets } from '../core/ports.ts';
import type { Environment } from './environment.ts';
import type { Redactor } from './redact.ts';

type Source = {
  readonly variable: string;
  readonly system: SystemName;
  readonly words: string;
  readonly where: string;
};

const DEV_DASHBOARD = "It is on the app's settings page in Shopify's Dev Dashboard.";
const sources: Readonly<Record<SecretName, Source>> = {
  'shop-token': {
    variable: 'COUNTERFOIL_SHOP_TOKEN',
    system: 'shop',
    words: "the shop's Admin API access token",
    where: 'Shopify shows it once, when the app is installed in the store.',
  },
  'shop-client-id': {
    variable: 'COUNTERFOIL_SHOP_CLIENT_ID',
    system: 'shop',
    words: "the shop app's client id",
    where: DEV_DASHBOARD,
  },
  'shop-client-secret': {
    variable: 'COUNTERFOIL_SHOP_CLIENT_SECRET',
    system: 'shop',
    words: "the shop app's client secret",
    where: DEV_DASHBOARD,
  },
  'erp-api-key': {
    variable: 'COUNTERFOIL_ERP_API_KEY',
    system: 'erp',
    words: "the ERP's API key",
    where: 'It is made in the ERP, in the preferences of the user that Counterfoil works as.',
  },
};

const valueIn = (env: Environment, name: SecretName): string => env[sources[name].variable]?.trim() ?? '';

/** Of the environment, in words for a person. */
export const variableOf = (name: SecretName): string => sources[name].variable;

export const isSecretName = (name: string): name is SecretName => Object.hasOwn(sources, name);
const secretNames = Object.keys(sources).filter(isSecretName);

/** Those that the environment sets. */
export const secretsIn = (env: Environment): ReadonlyMap<SecretName, string> =>
  new Map(secretNames.map(name => [name, valueIn(env, name)] as const).filter(([, value]) => value !== ''));

const nothingKept: Secrets = { get: () => Promise.resolve(undefined) };

/**
 * Secrets from environment variables, else from those kept on this PC. Every value is handed to the redactor before anything
 * can log it. `get` of a missing one throws SyncError 'auth' that names the variable and how to set it.
 */
export function openSecrets(env: Environment, redactor: Pick<Redactor, 'hide'>, kept = nothingKept): Secrets {
  const given = secretsIn(env);
  for (const value of given.values()) redactor.hide(value);
  return {
    async get(name) {
      const value = given.get(name) ?? (await kept.get(name));
      if (value !== undefined) {
        redactor.hide(value);
        return value;
      }
      const source = sources[name];
      throw new SyncError('auth', `${name}-missing`, `Counterfoil was not given ${source.words}.`, {
        system: source.system,
        nextStep: `Set the environment variable ${source.variable} and start Counterfoil again. ${source.where}`,
        details: { variable: source.variable },
      });
    },
  };
}
