import type { Migration } from '../migrate.ts';

/** What the compiler of a deployment that failed complained of, taken apart. */
export const diagnosticsMigration: Migration = {
  number: 710,
  name: 'diagnostics',
  up: `ALTER TABLE deployments ADD COLUMN diagnostics TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(diagnostics));`,
};
