import type { Migration } from '../migrate.ts';

/** Who owns functions, the functions, and the Pulsar trigger of each. `sequence` keeps the order of insertion. */
export const functionsMigration: Migration = {
  number: 100,
  name: 'functions',
  up: `
    CREATE TABLE organisations (
      sequence INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL CHECK (kind IN ('user', 'organisation')),
      name TEXT NOT NULL,
      email TEXT
    ) STRICT;

    CREATE TABLE functions (
      sequence INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      owner_id TEXT NOT NULL REFERENCES organisations (id),
      name TEXT,
      description TEXT,
      tag TEXT,
      environment TEXT NOT NULL CHECK (json_valid(environment)),
      max_memory INTEGER NOT NULL,
      max_instances INTEGER NOT NULL,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX functions_by_owner ON functions (owner_id, created_at);

    CREATE TABLE pulsar_triggers (
      function_id TEXT PRIMARY KEY REFERENCES functions (id) ON DELETE CASCADE,
      external INTEGER NOT NULL CHECK (external IN (0, 1)),
      url TEXT NOT NULL,
      topic TEXT NOT NULL,
      topic_is_regex INTEGER NOT NULL CHECK (topic_is_regex IN (0, 1)),
      token TEXT
    ) STRICT, WITHOUT ROWID;
  `,
};
