import { expect, test } from 'vitest';
import { cost, failed, json, never, stubShop } from './stub-shop.ts';

const answer = (data: unknown) => json({ data, extensions: cost(11, 10) });
const installation = (metafield: unknown) =>
  answer({ currentAppInstallation: { id: 'gid://shopify/AppInstallation/1', metafield } });
const written = (userErrors: readonly unknown[], metafields: readonly unknown[] = []) =>
  answer({ metafieldsSet: { metafields, userErrors } });

test('reads a value with its digest, or nothing', async () => {
  const found = stubShop(() => installation({ value: '{"a":1}', compareDigest: 'd1' }));
  expect(await found.shop.readShared('lease', never())).toEqual({ value: '{"a":1}', digest: 'd1' });
  const absent = stubShop(() => installation(null));
  expect(await absent.shop.readShared('lease', never())).toBeUndefined();
});

test('writes with the digest, null when nothing may be there; the owner is asked once', async () => {
  const { shop, sent } = stubShop((_sent, index) =>
    index === 0 ? installation(null) : written([], [{ value: 'x', compareDigest: `d${index}` }]),
  );
  expect(await shop.writeShared('lease', 'x', undefined, never())).toEqual({ value: 'x', digest: 'd1' });
  expect(await shop.writeShared('lease', 'x', 'd1', never())).toEqual({ value: 'x', digest: 'd2' });
  expect(sent.slice(1).map(({ variables }) => variables)).toMatchObject([
    {
      metafields: [
        {
          ownerId: 'gid://shopify/AppInstallation/1',
          namespace: '$app:counterfoil',
          key: 'lease',
          compareDigest: null,
        },
      ],
    },
    { metafields: [{ compareDigest: 'd1' }] },
  ]);
});

test.each(['STALE_OBJECT', 'INVALID_COMPARE_DIGEST', 'TAKEN'])('%s: another writer was faster', async code => {
  const { shop } = stubShop((_sent, index) => (index === 0 ? installation(null) : written([{ code, message: 'x' }])));
  expect(await shop.writeShared('lease', 'x', 'd0', never())).toBeUndefined();
});

test.each([
  ['a user error', () => written([{ code: 'APP_NOT_AUTHORIZED', message: 'x' }])],
  ['an access error', () => failed('ACCESS_DENIED', { requiredAccess: '`write_app_data` access scope.' })],
])('the app may not keep its own notes, by %s: a clear refusal', async (_what, refusal) => {
  const { shop } = stubShop((_sent, index) => (index === 0 ? installation(null) : refusal()));
  await expect(shop.writeShared('lease', 'x', undefined, never())).rejects.toMatchObject({
    category: 'auth',
    code: 'shared-value-refused',
    nextStep: expect.stringMatching(/one PC/),
  });
});

test('any other refusal is a bug, and never passed off as overtaken', async () => {
  const { shop } = stubShop((_sent, index) =>
    index === 0 ? installation(null) : written([{ code: 'TOO_LONG', message: 'x' }]),
  );
  await expect(shop.writeShared('lease', 'x', undefined, never())).rejects.toMatchObject({
    category: 'bug',
    details: { code: 'TOO_LONG' },
  });
});
