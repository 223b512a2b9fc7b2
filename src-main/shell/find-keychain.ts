import { app, safeStorage } from 'electron';
import type { Keychain, NoKeychain } from '../home/keychain.ts';

const names: Readonly<Record<string, string>> = {
  darwin: 'the macOS Keychain',
  win32: "Windows' data protection",
  gnome_libsecret: 'the Secret Service (GNOME Keyring)',
  kwallet: 'KWallet',
  kwallet5: 'KWallet',
  kwallet6: 'KWallet',
};

/** The keychain of the operating system, once the app is ready, or why there is none that protects anything. */
export async function findKeychain(): Promise<Keychain | NoKeychain> {
  await app.whenReady();
  const backend = process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : process.platform;
  // Electron would seal with a password that stands in its source.
  if (backend === 'basic_text' || backend === 'unknown')
    return { reason: `This desktop offers no keyring to the app (its store is "${backend}").` };
  if (!(await safeStorage.isAsyncEncryptionAvailable()))
    return { reason: `${names[backend] ?? backend} is not available to the app.` };
  return {
    name: names[backend] ?? backend,
    seal: (text) => safeStorage.encryptStringAsync(text),
    open: async (sealed) => {
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(sealed));
      return { text: result, isStale: shouldReEncrypt };
    },
  };
}
