import { chmod, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { AtelierError } from '../contract/errors.ts';

const keyFileSchema = z.discriminatedUnion('keptIn', [
  z.object({
    keptIn: z.literal('file'),
    /** 32 bytes, base64. */
    key: z.base64().length(44),
    /** Whether the user wants it here although there may be a keychain. */
    byChoice: z.boolean(),
  }),
  z.object({
    keptIn: z.literal('keychain'),
    /** The keychain's name. */
    keychain: z.string(),
    /** What it made of the key, base64. */
    sealedKey: z.base64(),
  }),
]);

/** What `secret-key.json` holds: a key, or what a keychain made of it. */
export type KeyFile = z.infer<typeof keyFileSchema>;

/** Reads the file; null where there is none. Throws `home-unusable` where it can't be read or holds something else. */
export async function readKeyFile(file: string): Promise<KeyFile | null> {
  try {
    const text = await readFile(file, 'utf8');
    // A copied or restored home may have lost its mode.
    await chmod(file, 0o600);
    return keyFileSchema.parse(JSON.parse(text));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new AtelierError(
      'home-unusable',
      `The key in ${file} can't be read. Put the file back from a backup, or move it away and start once with --forget-secrets.`,
      { cause },
    );
  }
}

/** Writes it for its owner alone, and on the disk before it replaces the old one: without its key no secret is read. */
export async function writeKeyFile(file: string, content: KeyFile): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  {
    await using handle = await open(temporary, 'w', 0o600);
    await handle.writeFile(`${JSON.stringify(content, null, 2)}\n`);
    await handle.sync();
  }
  await rename(temporary, file);
  // Windows can't open a folder as a file, and journals names by itself.
  if (process.platform === 'win32') return;
  await using folder = await open(dirname(file), 'r');
  await folder.sync();
}
