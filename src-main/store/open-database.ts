import { closeSync, openSync } from 'node:fs';
import Sqlite, { type Database } from 'better-sqlite3';
import { inspectDatabase } from './inspect-database.ts';
import { keepCopy } from './keep-copy.ts';
import { migrate, newestVersion, type Schema } from './migrate.ts';

/**
 * Opens a database of ours, made where there is none, and brings it to the newest form of its schema; an older one
 * is copied beside it first. What a commit acknowledged survives `kill -9` and power loss.
 * Throws `home-unusable` where the file is damaged, somebody else's, or newer than this program.
 */
export function openDatabase(file: string, schema: Schema): Database {
  const version = inspectDatabase(file, schema);
  if (version > 0 && version < newestVersion(schema)) keepCopy(file, `version-${version}`);
  // SQLite gives its companion files the mode of the database: what users keep in it is theirs alone.
  closeSync(openSync(file, 'a', 0o600));
  const database = new Sqlite(file);
  try {
    configure(database);
    migrate(database, schema);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function configure(database: Database): void {
  database.pragma('busy_timeout = 5000');
  database.pragma('journal_mode = WAL');
  // NORMAL would let the newest commits go with the power, although they were answered.
  database.pragma('synchronous = FULL');
  // macOS keeps an ordinary fsync in the drive's own cache; elsewhere this changes nothing.
  database.pragma('fullfsync = ON');
  database.pragma('foreign_keys = ON');
}
