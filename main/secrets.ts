import { SyncError } from '../core/errors.ts';
import type { SystemName } from '../core/model/problem.ts';
import type { SecretName, Secrets } from '../core/ports.ts';
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

/**
 * Secrets from environment variables. Every value is handed to the redactor at once, before anything can log it.
 * `get` of a missing one throws SyncError 'auth' that names the variable and how to set it.
 */
export function openSecrets(
  env: Readonly<Record<string, string | undefined>>,
  redactor: Pick<Redactor, 'hide'>,
): Secrets {
  const valueOf = ({ variable }: Source): string => env[variable]?.trim() ?? '';
  for (const source of Object.values(sources)) redactor.hide(valueOf(source));
  return {
    async get(name) {
      const source = sources[name];
      const value = valueOf(source);
      if (value !== '') return value;
      throw new SyncError('auth', `${name}-missing`, `Counterfoil was not given ${source.words}.`, {
        system: source.system,
        nextStep: `Set the environment variable ${source.variable} and start Counterfoil again. ${source.where}`,
        details: { variable: source.variable },
      });
    },
  };
}
