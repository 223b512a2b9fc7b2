import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AtelierError } from '../contract/errors.ts';
import { readyFileSchema } from '../contract/ready-file.ts';

const credentialsSchema = readyFileSchema.pick({ token: true, oauth: true }).extend({
  /** Key of the pre-signed upload URLs: 32 bytes, base64url. */
  uploadKey: z.string().min(1),
});

/** What callers prove themselves with, and what upload URLs are signed with. Random for each home. */
export type Credentials = z.infer<typeof credentialsSchema>;

const secretBytes = 32;

/**
 * The credentials of a home folder, made at its first start and kept in `credentials.json`, readable by its owner
 * alone. Throws `home-unusable` where the file can't be read or holds something else.
 */
export function openCredentials(home: string): Credentials {
  const file = join(home, 'credentials.json');
  try {
    if (!existsSync(file)) writePrivately(file, createCredentials());
    // A copied or restored home may have lost its mode.
    chmodSync(file, 0o600);
    return credentialsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new AtelierError(
      'home-unusable',
      `The credentials in ${file} can't be read. Delete the file to get new ones; clients then need the new token.`,
      { cause },
    );
  }
}

function createCredentials(): Credentials {
  const secret = () => randomBytes(secretBytes).toString('base64url');
  return {
    token: secret(),
    oauth: { consumerKey: secret(), consumerSecret: secret(), token: secret(), secret: secret() },
    uploadKey: secret(),
  };
}

/** Written beside and renamed, so that a crash leaves either no file or a whole one. */
function writePrivately(file: string, credentials: Credentials): void {
  const temporary = `${file}.${process.pid}.tmp`;
  const descriptor = openSync(temporary, 'w', 0o600);
  try {
    writeSync(descriptor, `${JSON.stringify(credentials, null, 2)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, file);
}
