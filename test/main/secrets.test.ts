import { expect, test } from 'vitest';
import { openSecrets } from '../../main/secrets.ts';

const env = {
  COUNTERFOIL_SHOP_TOKEN: ' shpat_abc \n',
  COUNTERFOIL_ERP_API_KEY: 'key-1',
  COUNTERFOIL_SHOP_CLIENT_ID: '',
};

test('secrets come from the environment without the blanks around them', async () => {
  const secrets = openSecrets(env, { hide: () => undefined });
  expect(await secrets.get('shop-token')).toBe('shpat_abc');
  expect(await secrets.get('erp-api-key')).toBe('key-1');
});

test('every value is handed over for hiding before anyone asks', () => {
  const hidden: string[] = [];
  openSecrets(env, { hide: value => void hidden.push(value) });
  expect(hidden.filter(value => value !== '')).toEqual(['shpat_abc', 'key-1']);
});

test.each([
  ['shop-client-id', 'COUNTERFOIL_SHOP_CLIENT_ID', 'shop'],
  ['shop-client-secret', 'COUNTERFOIL_SHOP_CLIENT_SECRET', 'shop'],
] as const)('a missing %s says which variable to set', async (name, variable, system) => {
  const work = openSecrets(env, { hide: () => undefined }).get(name);
  await expect(work).rejects.toMatchObject({ category: 'auth', code: `${name}-missing`, system });
  await expect(work).rejects.toHaveProperty(
    'nextStep',
    expect.stringContaining(`Set the environment variable ${variable}`),
  );
});
