import type { Migration } from '../migrate.ts';

/** Stripping nothing is no choice any more: stacks of optimised code have their lines without it. */
export const stripMigration: Migration = {
  number: 810,
  name: 'strip',
  up: `UPDATE build_settings SET strip = 'debuginfo' WHERE strip = 'none';`,
};
