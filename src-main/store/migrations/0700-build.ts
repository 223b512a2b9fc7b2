import type { Migration } from '../migrate.ts';

/**
 * How functions are built, and what packaging found. What was packaged before has none of that: it is made again when
 * it is needed.
 */
export const buildMigration: Migration = {
  number: 700,
  name: 'build',
  up: `
    CREATE TABLE build_settings (
      function_id TEXT PRIMARY KEY REFERENCES functions (id) ON DELETE CASCADE,
      optimisation TEXT NOT NULL,
      strip TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    ALTER TABLE releases ADD COLUMN facts TEXT CHECK (json_valid(facts));

    DROP TABLE packages;
    CREATE TABLE packages (
      key TEXT PRIMARY KEY,
      wasm_digest TEXT NOT NULL,
      wasm_size INTEGER NOT NULL,
      toolchain TEXT,
      executable TEXT NOT NULL CHECK (json_valid(executable)),
      facts TEXT NOT NULL CHECK (json_valid(facts))
    ) STRICT, WITHOUT ROWID;
  `,
};
