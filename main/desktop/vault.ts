import type { SafeStorage } from 'electron';
import type { Vault } from '../kept-secrets.ts';

export type KeyStore = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
>;

/** Keychain, DPAPI, or the Linux desktop's own. Without one of those, Linux seals with a password that everybody knows. */
export const vaultOf = (store: KeyStore, platform: NodeJS.Platform): Vault => ({
  async refusal() {
    if (!(await store.isAsyncEncryptionAvailable())) return 'This PC has no key store that Counterfoil can use.';
    if (platform !== 'linux') return undefined;
    return ['basic_text', 'unknown'].includes(store.getSelectedStorageBackend())
      ? 'This desktop has no key store (GNOME Keyring or KWallet), so secrets would lie all but in clear.'
      : undefined;
  },
  seal: text => store.encryptStringAsync(text),
  open: async sealed => (await store.decryptStringAsync(sealed)).result,
});
