import type { Migration } from '../migrate.ts';

/** What the screen keeps of its own, and functions that were deleted a moment ago and may be wanted back. */
export const workstationMigration: Migration = {
  number: 400,
  name: 'workstation',
  up: `
    CREATE TABLE preferences (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE trash (
      token TEXT PRIMARY KEY,
      deleted_at TEXT NOT NULL,
      content TEXT NOT NULL CHECK (json_valid(content))
    ) STRICT;
    CREATE INDEX trash_by_age ON trash (deleted_at);
  `,
};
