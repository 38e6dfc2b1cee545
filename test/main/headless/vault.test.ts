import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { headlessVault } from '../../../main/headless/vault.ts';
import { keepSecrets, keptSecrets } from '../../../main/kept-secrets.ts';
import { freshFolder } from '../../world/fresh-folder.ts';

const passphrase = 'correct horse battery';
const vaultWith = (words: string | undefined) => headlessVault(async () => words);

test('what was sealed opens with the same passphrase, also in a later process, and shows nothing', async () => {
  const sealed = await vaultWith(passphrase).seal('shpat_ü-secret');
  expect(sealed.toString('latin1')).not.toContain('secret');
  expect(await vaultWith(` ${passphrase}\n`).open(sealed)).toBe('shpat_ü-secret');
});

test('the same text is never sealed the same way twice', async () => {
  const vault = vaultWith(passphrase);
  const [one, other] = [await vault.seal('same'), await vault.seal('same')];
  expect(one.equals(other)).toBe(false);
});

test('another passphrase, and a single changed byte anywhere, open nothing', async () => {
  const sealed = await vaultWith(passphrase).seal('shpat_secret');
  const words = { code: 'kept-secrets-unreadable', message: expect.not.stringContaining('shpat') };
  await expect(vaultWith('another passphrase').open(sealed)).rejects.toMatchObject(words);
  const vault = vaultWith(passphrase);
  // One of each part: mark, initialisation vector, tag, content; and cut short.
  for (const at of [0, 21, 33, 48, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    await expect(vault.open(changed), `byte ${at}`).rejects.toMatchObject(words);
  }
  for (const length of [0, 3, 40, sealed.length - 1])
    await expect(vault.open(sealed.subarray(0, length)), `${length} bytes`).rejects.toMatchObject(words);
});

test('what the desktop app has kept is told from a wrong passphrase', async () => {
  const open = vaultWith(passphrase).open(Buffer.from('v10 sealed by the system'));
  await expect(open).rejects.toHaveProperty('nextStep', expect.stringContaining('desktop app'));
});

test('none, and one that is soon guessed, are refused with what to do', async () => {
  expect(await vaultWith(passphrase).refusal()).toBeUndefined();
  for (const none of [undefined, '', '  ']) expect(await vaultWith(none).refusal()).toContain('COUNTERFOIL_PASSPHRASE');
  expect(await vaultWith('short').refusal()).toContain('at least 12 characters');
});

test('the user is asked once, and only when something is to be sealed or opened', async () => {
  let asked = 0;
  const vault = headlessVault(async () => {
    asked += 1;
    return passphrase;
  });
  expect(asked).toBe(0);
  await vault.refusal();
  await vault.open(await vault.seal('a'));
  expect(asked).toBe(1);
});

test('one file has one passphrase: a second one keeps nothing beside the first, but may replace it all', async () => {
  const folder = await freshFolder();
  const file = join(folder, 'secrets.json');
  await keepSecrets(folder, vaultWith(passphrase), new Map([['shop-token', 'shpat_abc']]));
  const before = await readFile(file, 'utf8');
  const other = vaultWith('forgotten the first one');
  const beside = keepSecrets(folder, other, new Map([['erp-api-key', 'key']]));
  await expect(beside).rejects.toMatchObject({ code: 'kept-secrets-unreadable' });
  expect(await readFile(file, 'utf8')).toBe(before);
  await keepSecrets(folder, other, new Map([['shop-token', 'shpat_new']]));
  expect(await keptSecrets(folder, other).get('shop-token')).toBe('shpat_new');
  await writeFile(file, before);
  await expect(keptSecrets(folder, other).get('shop-token')).rejects.toHaveProperty(
    'message',
    expect.stringContaining('passphrase is another one'),
  );
});
