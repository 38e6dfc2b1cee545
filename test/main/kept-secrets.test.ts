import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SecretName } from '../../core/ports.ts';
import { keepSecrets, keptSecrets, type Vault } from '../../main/kept-secrets.ts';
import { vaultOf, type KeyStore } from '../../main/desktop/vault.ts';
import { openSecrets } from '../../main/secrets.ts';

/** Sealed for one user: another cannot open it. */
const vaultFor = (user: string): Vault => ({
  refusal: async () => undefined,
  seal: async text => Buffer.from(`${user}:${text}`.split('').toReversed().join('')),
  open: async sealed => {
    const [owner, ...text] = sealed.toString().split('').toReversed().join('').split(':');
    if (owner !== user) throw new Error(`wrong key, ${text.join(':')}`);
    return text.join(':');
  },
});
const noVault: Vault = {
  ...vaultFor('sam'),
  refusal: async () => 'This PC has no key store that Counterfoil can use.',
};
const secrets = (of: Readonly<Partial<Record<SecretName, string>>>): ReadonlyMap<SecretName, string> =>
  new Map(
    Object.entries(of).flatMap(([name, value]): [SecretName, string][] =>
      name === 'shop-token' || name === 'erp-api-key' ? [[name, value]] : [],
    ),
  );

let folder: string;
const file = () => join(folder, 'secrets.json');
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-secrets-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('secrets kept on this PC', () => {
  test('are there at the next start, one by one, and never in clear', async () => {
    await keepSecrets(folder, vaultFor('sam'), secrets({ 'shop-token': 'shpat_abc', 'erp-api-key': 'key-1' }));
    await keepSecrets(folder, vaultFor('sam'), secrets({ 'erp-api-key': 'key-2' }));
    const kept = keptSecrets(folder, vaultFor('sam'));
    expect(await kept.get('shop-token')).toBe('shpat_abc');
    expect(await kept.get('erp-api-key')).toBe('key-2');
    expect(await kept.get('shop-client-id')).toBeUndefined();
    expect(await readFile(file(), 'utf8')).not.toMatch(/shpat|key-/);
    if (process.platform !== 'win32') expect((await stat(file())).mode & 0o777).toBe(0o600);
  });

  test('stand behind the environment, and are hidden from the log', async () => {
    await keepSecrets(folder, vaultFor('sam'), secrets({ 'shop-token': 'kept-token', 'erp-api-key': 'kept-key' }));
    const hidden: string[] = [];
    const open = openSecrets(
      { COUNTERFOIL_SHOP_TOKEN: 'newer' },
      { hide: value => void hidden.push(value) },
      keptSecrets(folder, vaultFor('sam')),
    );
    expect(await open.get('shop-token')).toBe('newer');
    expect(await open.get('erp-api-key')).toBe('kept-key');
    expect(hidden).toContain('kept-key');
    await expect(open.get('shop-client-id')).rejects.toMatchObject({ code: 'shop-client-id-missing' });
  });

  test('without a file the key store is left alone', async () => {
    expect(await keptSecrets(folder, noVault).get('shop-token')).toBeUndefined();
  });

  test('without a key store nothing is kept, rather than in clear', async () => {
    const work = keepSecrets(folder, noVault, secrets({ 'shop-token': 'shpat_abc' }));
    await expect(work).rejects.toMatchObject({ category: 'auth', code: 'no-key-store' });
    await expect(readFile(file())).rejects.toThrow('ENOENT');
    await keepSecrets(folder, vaultFor('sam'), secrets({ 'shop-token': 'shpat_abc' }));
    await expect(keptSecrets(folder, noVault).get('shop-token')).rejects.toMatchObject({ code: 'no-key-store' });
  });

  test('nothing to keep is said', async () => {
    await expect(keepSecrets(folder, vaultFor('sam'), new Map())).rejects.toMatchObject({ code: 'no-secret-to-keep' });
  });

  test('another user’s, and a damaged file, say what to do without a word of the content', async () => {
    await keepSecrets(folder, vaultFor('sam'), secrets({ 'shop-token': 'shpat_abc' }));
    const others = keptSecrets(folder, vaultFor('kim')).get('shop-token');
    await expect(others).rejects.toMatchObject({ code: 'kept-secrets-unreadable' });
    await expect(others).rejects.toHaveProperty('message', expect.not.stringContaining('shpat'));
    for (const text of ['{', '[]', '{"shop-token":7}', '{"shop-token":"not base 64"}', '{"planet":"AAAA"}']) {
      await writeFile(file(), text);
      await expect(keptSecrets(folder, vaultFor('sam')).get('shop-token'), text).rejects.toMatchObject({
        code: 'kept-secrets-unreadable',
      });
      await expect(keepSecrets(folder, vaultFor('sam'), secrets({ 'shop-token': 'x' })), text).rejects.toMatchObject({
        code: 'kept-secrets-unreadable',
      });
    }
  });
});

describe('the system’s key store', () => {
  const store = (available: boolean, backend: ReturnType<KeyStore['getSelectedStorageBackend']>): KeyStore => ({
    isAsyncEncryptionAvailable: async () => available,
    getSelectedStorageBackend: () => backend,
    encryptStringAsync: async text => Buffer.from(text),
    decryptStringAsync: async sealed => ({ result: sealed.toString(), shouldReEncrypt: false }),
  });

  test.each([
    ['win32', true, 'unknown', undefined],
    ['darwin', true, 'unknown', undefined],
    ['linux', true, 'gnome_libsecret', undefined],
    ['linux', true, 'kwallet6', undefined],
    ['linux', true, 'basic_text', 'all but in clear'],
    ['linux', true, 'unknown', 'all but in clear'],
    ['linux', false, 'gnome_libsecret', 'no key store'],
    ['win32', false, 'unknown', 'no key store'],
  ] as const)('on %s, available %s, %s', async (platform, available, backend, refusal) => {
    const words = await vaultOf(store(available, backend), platform).refusal();
    if (refusal === undefined) expect(words).toBeUndefined();
    else expect(words).toContain(refusal);
  });

  test('seals and opens', async () => {
    const vault = vaultOf(store(true, 'kwallet6'), 'linux');
    expect(await vault.open(await vault.seal('shpat_abc'))).toBe('shpat_abc');
  });
});
