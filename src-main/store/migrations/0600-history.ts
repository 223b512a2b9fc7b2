import type { Migration } from '../migrate.ts';

/** What the composer sent and what came back; bodies are files beside the database. */
export const historyMigration: Migration = {
  number: 600,
  name: 'history',
  up: `
    CREATE TABLE exchanges (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      request_key TEXT,
      under_way INTEGER NOT NULL CHECK (under_way IN (0, 1)),
      pinned INTEGER NOT NULL CHECK (pinned IN (0, 1)),
      bytes INTEGER NOT NULL,
      searched TEXT NOT NULL,
      exchange TEXT NOT NULL CHECK (json_valid(exchange)),
      draft TEXT NOT NULL CHECK (json_valid(draft))
    ) STRICT;
    CREATE INDEX exchanges_by_request ON exchanges (request_key, sequence);
  `,
};
