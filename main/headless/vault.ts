import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { SyncError } from '../../core/errors.ts';
import type { Vault } from '../kept-secrets.ts';

/** Where a passphrase was made up by a person, fewer characters are soon guessed. */
export const shortestPassphrase = 12;

const mark = Buffer.from('CFP1');
const sizes = { salt: 16, iv: 12, tag: 16 } as const;
/** OWASP's cost for scrypt in its small-memory form: 32 MB and about a third of a second a key. */
const cost = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };

const keyFrom = (passphrase: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(passphrase.normalize('NFC'), salt, 32, cost, (error, key) => (error ? reject(error) : resolve(key))),
  );

/**
 * Seals with a passphrase that only the user knows: AES-256-GCM under a key made of it by scrypt. Not with a key file, which
 * would be copied and stolen together with what it opens. A forgotten passphrase costs nothing but giving the secrets anew.
 * @param passphrase asked for once, when it is first needed; undefined: there is none
 */
export function headlessVault(passphrase: () => Promise<string | undefined>): Vault {
  let asked: Promise<string | undefined> | undefined;
  const known = (): Promise<string | undefined> => (asked ??= passphrase().then(given => given?.trim() || undefined));
  const keys = new Map<string, Promise<Buffer>>();
  const key = async (salt: Buffer): Promise<Buffer> => {
    const words = await known();
    if (words === undefined) throw new Error('no passphrase');
    const name = salt.toString('base64');
    const made = keys.get(name) ?? keyFrom(words, salt);
    keys.set(name, made);
    return made;
  };
  const ownSalt = randomBytes(sizes.salt);

  return {
    async refusal() {
      const words = await known();
      if (words === undefined)
        return 'Without the desktop app, secrets are kept encrypted with a passphrase of yours, and none was given in COUNTERFOIL_PASSPHRASE.';
      return words.length < shortestPassphrase
        ? `The passphrase for the kept secrets needs at least ${shortestPassphrase} characters.`
        : undefined;
    },
    async seal(text) {
      const iv = randomBytes(sizes.iv);
      const cipher = createCipheriv('aes-256-gcm', await key(ownSalt), iv, { authTagLength: sizes.tag });
      cipher.setAAD(mark);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([mark, ownSalt, iv, cipher.getAuthTag(), sealed]);
    },
    async open(sealed) {
      const [head, salt, iv, tag, content] = partsOf(sealed);
      if (!head.equals(mark) || tag.length < sizes.tag) throw notOurs();
      const decipher = createDecipheriv('aes-256-gcm', await key(salt), iv, { authTagLength: sizes.tag });
      decipher.setAAD(mark);
      decipher.setAuthTag(tag);
      try {
        return Buffer.concat([decipher.update(content), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw wrongPassphrase(cause);
      }
    },
  };
}

function partsOf(sealed: Buffer): readonly [Buffer, Buffer, Buffer, Buffer, Buffer] {
  let at = 0;
  const next = (size?: number): Buffer => sealed.subarray(at, (at += size ?? sealed.length));
  return [next(mark.length), next(sizes.salt), next(sizes.iv), next(sizes.tag), next()];
}

const notOurs = (): SyncError =>
  new SyncError('auth', 'kept-secrets-unreadable', 'The kept secrets were not encrypted with a passphrase.', {
    system: 'agent',
    nextStep:
      'What the desktop app has kept opens in the desktop app alone. Delete secrets.json in the data folder and keep them anew.',
  });

const wrongPassphrase = (cause: unknown): SyncError =>
  new SyncError(
    'auth',
    'kept-secrets-unreadable',
    'The kept secrets do not open: the passphrase is another one, or secrets.json was changed.',
    {
      system: 'agent',
      nextStep:
        'Start again with the passphrase they were kept with. If it is lost, delete secrets.json in the data folder and keep them anew.',
      cause,
    },
  );
