import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import type { SafeStorage } from 'electron';
import { isReady, requireReady } from './readiness.ts';

/**
 * A keychain as `STAND_IN_KEYCHAIN` describes it: the name of Electron's backend, and after a colon what tells this
 * user's from another one's. Without a keychain Electron says `basic_text`, and seals with a password of its source.
 */
function keychain(): { readonly backend: string; readonly key: Buffer } {
  const [backend = 'basic_text', owner = ''] = (process.env.STAND_IN_KEYCHAIN ?? 'basic_text').split(':');
  return { backend, key: createHash('sha256').update(owner).digest() };
}

type UsedPart = Pick<
  SafeStorage,
  'getSelectedStorageBackend' | 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'
>;

const nonce = Buffer.alloc(12);

export const safeStorage: UsedPart = {
  getSelectedStorageBackend: () =>
    isReady() ? (keychain().backend as ReturnType<SafeStorage['getSelectedStorageBackend']>) : 'unknown',
  async isAsyncEncryptionAvailable() {
    requireReady('safeStorage');
    return true;
  },
  async encryptStringAsync(plainText) {
    requireReady('safeStorage');
    const cipher = createCipheriv('aes-256-gcm', keychain().key, nonce);
    return Buffer.concat([Buffer.from('v11'), cipher.update(plainText), cipher.final(), cipher.getAuthTag()]);
  },
  async decryptStringAsync(encrypted) {
    requireReady('safeStorage');
    const decipher = createDecipheriv('aes-256-gcm', keychain().key, nonce);
    decipher.setAuthTag(encrypted.subarray(-16));
    try {
      const result = `${decipher.update(encrypted.subarray(3, -16))}${decipher.final()}`;
      return { result, shouldReEncrypt: false };
    } catch (cause) {
      throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.', {
        cause,
      });
    }
  },
};
