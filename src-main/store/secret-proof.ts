import type { Database } from 'better-sqlite3';
import { AtelierError } from '../contract/errors.ts';
import { keyProof } from './migrations/0800-secrets.ts';
import type { SecretCipher } from './secret-cipher.ts';

/** Throws `home-unusable` where the secrets of a database were sealed with another key than the cipher's. */
export function requireRightKey(database: Database, cipher: SecretCipher): void {
  try {
    proveKey(database, cipher);
  } catch (cause) {
    throw new AtelierError(
      'home-unusable',
      `The secrets in ${database.name} were sealed with another key than the one in secret-key.json beside it. ` +
        'Put the file that belongs to it back from a backup. Where that is lost, start once with --forget-secrets: ' +
        'functions and releases stay, the values of variables have to be set again.',
      { cause },
    );
  }
}

/**
 * Where the key is another one, gives up what was sealed with the lost one, after keeping a copy of the database;
 * nothing happens where it is the right one.
 */
export function forgetSecrets(database: Database, cipher: SecretCipher): void {
  try {
    proveKey(database, cipher);
  } catch {
    const copy = `${database.name}.before-forgetting-${Date.now()}`;
    database.prepare('VACUUM INTO ?').run(copy);
    database
      .transaction(() => {
        database.prepare('UPDATE functions SET environment = ?').run(JSON.stringify(cipher.seal('{}')));
        database.exec('UPDATE pulsar_triggers SET token = NULL');
        database.exec('DELETE FROM trash; DELETE FROM project_secrets');
        database.prepare('UPDATE secret_key SET proof = ?').run(cipher.seal(keyProof));
      })
      .immediate();
  }
}

function proveKey(database: Database, cipher: SecretCipher): void {
  cipher.open(database.prepare<[], string>('SELECT proof FROM secret_key').pluck().get() ?? '');
}
