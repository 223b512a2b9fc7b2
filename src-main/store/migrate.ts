import type { Database } from 'better-sqlite3';
import { AtelierError } from '../contract/errors.ts';

/** One step of a schema. Numbers leave gaps, so that a fix can be slipped in between two that exist. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  /** SQL statements, or a function where data has to be rewritten by hand. */
  readonly up: string | ((database: Database) => void);
}

/** What a database file of ours is: whose it is, and every migration that leads to its newest form, in order. */
export interface Schema {
  /** SQLite's `application_id`: tells our files from other people's. */
  readonly applicationId: number;
  readonly migrations: readonly Migration[];
}

/** The number that a database of this schema carries once it is up to date. */
export function newestVersion(schema: Schema): number {
  return schema.migrations.at(-1)?.number ?? 0;
}

/**
 * Brings a database forward, one transaction a migration, and records each in `PRAGMA user_version`.
 * A migration that fails leaves the database as the one before it made it, and throws `home-unusable`.
 */
export function migrate(database: Database, schema: Schema): void {
  const version = database.pragma('user_version', { simple: true }) as number;
  const pending = schema.migrations.filter((migration) => migration.number > version);
  if (pending.length === 0) return;
  // Tables are rebuilt by dropping the old one, which must not cascade; each migration is checked at its end instead.
  database.pragma('foreign_keys = OFF');
  for (const migration of pending) apply(database, schema.applicationId, migration);
  database.pragma('foreign_keys = ON');
}

function apply(database: Database, applicationId: number, migration: Migration): void {
  const run = database.transaction(() => {
    if (typeof migration.up === 'string') database.exec(migration.up);
    else migration.up(database);
    const orphans = database.pragma('foreign_key_check') as unknown[];
    if (orphans.length > 0) throw new Error(`${orphans.length} rows refer to rows that are gone`);
    database.pragma(`application_id = ${applicationId}`);
    database.pragma(`user_version = ${migration.number}`);
  });
  try {
    run.immediate();
  } catch (cause) {
    throw new AtelierError(
      'home-unusable',
      `The database ${database.name} could not be brought up to date: step ${migration.number} (${migration.name}) ` +
        `failed with "${(cause as Error).message}". It is as it was before this step.`,
      { cause },
    );
  }
}
