import type { Database } from 'better-sqlite3';
import type { Schema } from '../store/migrate.ts';
import type { SecretCipher } from '../store/secret-cipher.ts';

/** From this version on environments are sealed. */
export const firstSealedVersion = 400;

/**
 * The schema of `traces.db`: invocations, and apart from them what each left behind, which goes first. The cipher seals
 * what older databases have in the clear.
 */
export function traceSchema(cipher: SecretCipher): Schema {
  return {
    /** "Atet" in ASCII. */
    applicationId: 0x41746574,
    migrations: [
      {
        number: 100,
        name: 'invocations',
        up: `
        CREATE TABLE invocations (
          sequence INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          function_id TEXT NOT NULL,
          deployment_id TEXT,
          release_id TEXT,
          trigger TEXT NOT NULL,
          method TEXT NOT NULL,
          path TEXT NOT NULL,
          user_agent TEXT NOT NULL,
          status INTEGER NOT NULL,
          halt TEXT NOT NULL,
          exit_code INTEGER,
          message TEXT,
          received_at REAL NOT NULL,
          start_time REAL NOT NULL,
          run_time REAL NOT NULL,
          total_time REAL NOT NULL,
          pages INTEGER NOT NULL,
          request_size INTEGER NOT NULL,
          response_size INTEGER NOT NULL,
          calls INTEGER NOT NULL,
          errors INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX invocations_by_function ON invocations (function_id, sequence);

        CREATE TABLE remains (
          sequence INTEGER PRIMARY KEY REFERENCES invocations (sequence) ON DELETE CASCADE,
          halt TEXT NOT NULL CHECK (json_valid(halt)),
          trace BLOB NOT NULL,
          stdout BLOB NOT NULL,
          stderr BLOB NOT NULL,
          size INTEGER NOT NULL
        ) STRICT;
      `,
      },
      {
        number: 200,
        name: 'headroom',
        up: `
        ALTER TABLE invocations ADD COLUMN memory_share REAL;
        ALTER TABLE invocations ADD COLUMN time_share REAL;
        ALTER TABLE invocations ADD COLUMN output_share REAL;
      `,
      },
      {
        number: 300,
        name: 'input',
        up: `
        CREATE TABLE environments (
          number INTEGER PRIMARY KEY,
          variables TEXT NOT NULL UNIQUE CHECK (json_valid(variables))
        ) STRICT;
        ALTER TABLE invocations ADD COLUMN environment INTEGER;
        ALTER TABLE remains ADD COLUMN request TEXT;
        ALTER TABLE remains ADD COLUMN input BLOB;
      `,
      },
      { number: firstSealedVersion, name: 'secrets', up: (database) => sealEnvironments(database, cipher) },
    ],
  };
}

/** Environments lie in a column that has to be JSON: as the JSON string of what is sealed. */
function sealEnvironments(database: Database, { seal }: SecretCipher): void {
  // What is written over goes from the file, and not only from its tables.
  database.pragma('secure_delete = ON');
  const rows = database
    .prepare<[], { number: number; variables: string }>('SELECT number, variables FROM environments')
    .all();
  const update = database.prepare('UPDATE environments SET variables = ? WHERE number = ?');
  for (const { number, variables } of rows) update.run(JSON.stringify(seal(variables)), number);
  database.pragma('secure_delete = OFF');
}
