import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { AtelierError } from '../contract/errors.ts';
import type { SecretKeeping } from '../contract/rpc/facts.ts';
import { type KeyFile, readKeyFile, writeKeyFile } from './key-file.ts';
import type { Keychain, NoKeychain } from './keychain.ts';

/** The key that the secrets of a home are sealed with, and where it is kept. */
export interface SecretKey {
  readonly bytes: Uint8Array;
  /** Where it is kept now. */
  describe(): SecretKeeping;
  /** Keeps it in the keychain, or in a file that only its owner can read. Throws `conflict` without a keychain. */
  keepIn(place: SecretKeeping['keptIn']): Promise<void>;
}

const keyBytes = 32;

/**
 * The key of a home, made at its first start and kept in `secret-key.json`, readable by its owner alone: sealed by the
 * keychain where there is one, unless the user chose the file. Throws `home-unusable` where it can't be had.
 */
export async function openSecretKey(home: string, keychain: Keychain | NoKeychain): Promise<SecretKey> {
  const file = join(home, 'secret-key.json');
  const found = await readKeyFile(file);
  const { bytes, isSettled } =
    found === null
      ? { bytes: randomBytes(keyBytes), isSettled: false }
      : await openKey(home, found, keychain);
  let kept = found ?? inFile(bytes, false);
  const keep = async (next: KeyFile): Promise<void> => {
    await writeKeyFile(file, next);
    kept = next;
  };
  if (!isSettled) await keep(isKeychain(keychain) ? await inKeychain(bytes, keychain) : kept);
  return {
    bytes,
    describe: () => ({
      keptIn: kept.keptIn,
      keychain: isKeychain(keychain) ? keychain.name : null,
      reason: isKeychain(keychain) ? null : keychain.reason,
    }),
    keepIn: async (place) => {
      if (place === 'file') return keep(inFile(bytes, true));
      if (isKeychain(keychain)) return keep(await inKeychain(bytes, keychain));
      throw new AtelierError('conflict', `There is no keychain to keep the key in. ${keychain.reason}`);
    },
  };
}

function isKeychain(keychain: Keychain | NoKeychain): keychain is Keychain {
  return 'seal' in keychain;
}

function inFile(bytes: Uint8Array, byChoice: boolean): KeyFile {
  return { keptIn: 'file', key: Buffer.from(bytes).toString('base64'), byChoice };
}

async function inKeychain(bytes: Uint8Array, keychain: Keychain): Promise<KeyFile> {
  const sealed = await keychain.seal(Buffer.from(bytes).toString('base64'));
  return {
    keptIn: 'keychain',
    keychain: keychain.name,
    sealedKey: Buffer.from(sealed).toString('base64'),
  };
}

/** Gives the key, and whether it is kept as it should be with this keychain. */
async function openKey(
  home: string,
  found: KeyFile,
  keychain: Keychain | NoKeychain,
): Promise<{ readonly bytes: Uint8Array; readonly isSettled: boolean }> {
  if (found.keptIn === 'file')
    return { bytes: Buffer.from(found.key, 'base64'), isSettled: found.byChoice || !isKeychain(keychain) };
  if (!isKeychain(keychain))
    throw new AtelierError(
      'home-unusable',
      `The key to the secrets of ${home} is sealed by ${found.keychain}, and only the desktop app can have it opened. ` +
        `${keychain.reason} Open this home with the app; to use it without, let the app keep the key in a file, under ` +
        'Settings › Secrets. Or take another home with --home. Nothing was changed.',
    );
  try {
    const { text, isStale } = await keychain.open(Buffer.from(found.sealedKey, 'base64'));
    return { bytes: Buffer.from(text, 'base64'), isSettled: !isStale };
  } catch (cause) {
    throw new AtelierError(
      'home-unusable',
      `The key to the secrets of ${home} was sealed by ${found.keychain}, for one user of one machine, and ` +
        `${keychain.name} did not open it: ${(cause as Error).message}. Unlock the keychain and start again. Where it ` +
        'is lost, move secret-key.json away and start once with --forget-secrets. Nothing was changed.',
      { cause },
    );
  }
}
