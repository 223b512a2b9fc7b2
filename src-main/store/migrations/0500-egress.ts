import type { Migration } from '../migrate.ts';

/** Where functions may connect to, for those that may not connect everywhere. */
export const egressMigration: Migration = {
  number: 500,
  name: 'egress',
  up: `
    CREATE TABLE egress_policies (
      function_id TEXT PRIMARY KEY REFERENCES functions (id) ON DELETE CASCADE,
      policy TEXT NOT NULL CHECK (json_valid(policy))
    ) STRICT, WITHOUT ROWID;
  `,
};
