import type { Migration } from '../migrate.ts';

/** What was packaged before, by a key of everything that it was made from. */
export const packagesMigration: Migration = {
  number: 300,
  name: 'packages',
  up: `
    CREATE TABLE packages (
      key TEXT PRIMARY KEY,
      wasm_digest TEXT NOT NULL,
      wasm_size INTEGER NOT NULL,
      toolchain TEXT,
      executable TEXT NOT NULL CHECK (json_valid(executable))
    ) STRICT, WITHOUT ROWID;
  `,
};
