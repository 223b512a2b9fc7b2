import type { Database } from 'better-sqlite3';
import type { Migration } from '../migrate.ts';
import type { SecretCipher } from '../secret-cipher.ts';

/** From this version on secrets are sealed. */
export const firstSealedVersion = 800;
/** What is sealed once to tell later whether a key is the right one. */
export const keyProof = 'Atelier';

/**
 * Seals what was in the clear (environments, tokens, and deleted functions with both), and makes room for the secrets
 * of projects. Columns that have to be JSON hold what is sealed as a JSON string.
 */
export function secretsMigration(cipher: SecretCipher): Migration {
  return {
    number: firstSealedVersion,
    name: 'secrets',
    up: (database) => {
      // What is written over goes from the file, and not only from its tables.
      database.pragma('secure_delete = ON');
      database.exec(`
        CREATE TABLE secret_key (proof TEXT NOT NULL) STRICT;
        CREATE TABLE project_secrets (
          folder TEXT NOT NULL,
          name TEXT NOT NULL,
          sealed_value TEXT NOT NULL,
          PRIMARY KEY (folder, name)
        ) STRICT, WITHOUT ROWID;
      `);
      database.prepare('INSERT INTO secret_key (proof) VALUES (?)').run(cipher.seal(keyProof));
      sealColumn(database, 'functions', 'environment', (text) => JSON.stringify(cipher.seal(text)));
      sealTrash(database, cipher);
      sealColumn(database, 'pulsar_triggers', 'token', cipher.seal);
      database.pragma('secure_delete = OFF');
    },
  };
}

function sealColumn(database: Database, table: string, column: string, seal: (text: string) => string): void {
  const values = database
    .prepare<[], string>(`SELECT DISTINCT ${column} FROM ${table} WHERE ${column} IS NOT NULL`)
    .pluck()
    .all();
  const update = database.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${column} = ?`);
  for (const value of values) update.run(seal(value), value);
}

function sealTrash(database: Database, { seal }: SecretCipher): void {
  const rows = database
    .prepare<[], { token: string; environment: string; pulsarToken: string | null }>(
      `SELECT token, content -> '$.function.environment' AS environment,
        content ->> '$.pulsarTrigger.pulsar_token' AS pulsarToken FROM trash`,
    )
    .all();
  const update = database.prepare(
    `UPDATE trash SET content =
      json_replace(content, '$.function.environment', ?, '$.pulsarTrigger.pulsar_token', ?) WHERE token = ?`,
  );
  for (const { token, environment, pulsarToken } of rows)
    update.run(seal(environment), pulsarToken === null ? null : seal(pulsarToken), token);
}
