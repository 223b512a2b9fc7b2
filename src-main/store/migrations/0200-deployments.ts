import type { Migration } from '../migrate.ts';

/**
 * Releases, and the deployments that make them live, with their steps and uploads. A build log is kept in the pieces
 * that it arrived in, so that a long one costs no more to append to than a short one.
 */
export const deploymentsMigration: Migration = {
  number: 200,
  name: 'deployments',
  up: `
    CREATE TABLE releases (
      sequence INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      function_id TEXT NOT NULL REFERENCES functions (id) ON DELETE CASCADE,
      number INTEGER NOT NULL CHECK (number > 0),
      platform TEXT NOT NULL,
      content TEXT NOT NULL CHECK (content IN ('wasm', 'source', 'archive')),
      digest TEXT NOT NULL,
      size INTEGER NOT NULL,
      wasm_digest TEXT,
      wasm_size INTEGER,
      toolchain TEXT,
      created_at TEXT NOT NULL,
      UNIQUE (function_id, number)
    ) STRICT;

    CREATE TABLE deployments (
      sequence INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      function_id TEXT NOT NULL REFERENCES functions (id) ON DELETE CASCADE,
      release_id TEXT REFERENCES releases (id),
      name TEXT,
      description TEXT,
      tag TEXT,
      platform TEXT NOT NULL,
      status TEXT NOT NULL,
      error_reason TEXT,
      url TEXT,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX deployments_by_function ON deployments (function_id, created_at);
    CREATE INDEX deployments_by_release ON deployments (release_id);
    CREATE INDEX deployments_by_status ON deployments (status, created_at);

    ALTER TABLE functions ADD COLUMN active_deployment_id TEXT REFERENCES deployments (id) ON DELETE SET NULL;
    CREATE INDEX functions_by_active_deployment ON functions (active_deployment_id);

    CREATE TABLE deployment_steps (
      sequence INTEGER PRIMARY KEY,
      deployment_id TEXT NOT NULL REFERENCES deployments (id) ON DELETE CASCADE,
      name TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('running', 'done', 'skipped', 'failed')),
      started_at TEXT NOT NULL,
      ended_at TEXT,
      UNIQUE (deployment_id, name)
    ) STRICT;

    CREATE TABLE deployment_logs (
      sequence INTEGER PRIMARY KEY,
      deployment_id TEXT NOT NULL,
      step TEXT NOT NULL,
      text TEXT NOT NULL,
      FOREIGN KEY (deployment_id, step) REFERENCES deployment_steps (deployment_id, name) ON DELETE CASCADE
    ) STRICT;
    CREATE INDEX deployment_logs_by_step ON deployment_logs (deployment_id, step);

    CREATE TABLE uploads (
      id TEXT PRIMARY KEY,
      deployment_id TEXT NOT NULL UNIQUE REFERENCES deployments (id) ON DELETE CASCADE,
      max_bytes INTEGER NOT NULL,
      expires_at TEXT NOT NULL,
      claimed_at TEXT
    ) STRICT, WITHOUT ROWID;
  `,
};
