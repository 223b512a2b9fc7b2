import { closeSync, openSync } from 'node:fs';
import Sqlite, { type Database } from 'better-sqlite3';
import { AtelierError } from '../contract/errors.ts';
import { inspectDatabase } from './inspect-database.ts';
import { keepCopy } from './keep-copy.ts';
import { migrate, newestVersion, type Schema } from './migrate.ts';

/**
 * Opens a database of ours, made where there is none, and brings it to the newest form of its schema; an older one
 * is copied beside it first. What a commit acknowledged survives `kill -9` and power loss.
 * Throws `home-unusable` where the file is damaged, somebody else's, newer than this program, or out of reach.
 */
export function openDatabase(file: string, schema: Schema): Database {
  try {
    const version = inspectDatabase(file, schema);
    if (version > 0 && version < newestVersion(schema)) keepCopy(file, `version-${version}`);
    return openInspected(file, schema);
  } catch (cause) {
    if (cause instanceof AtelierError) throw cause;
    throw new AtelierError(
      'home-unusable',
      `The database ${file} can't be used: ${(cause as Error).message}. ` +
        'Check that this user may read and write it, and that the disk has room.',
      { cause },
    );
  }
}

function openInspected(file: string, schema: Schema): Database {
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
