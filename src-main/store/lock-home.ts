import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { AtelierError } from '../contract/errors.ts';

/** Long enough for a predecessor that is just going down, and for the moments in which others read who holds it. */
const patience = 1_000;

/** Keeps the locks of this process from being collected, and with that released, while nobody looks at them. */
const held = new Set<Database>();

/**
 * Takes a home folder, made where it does not exist, for this process alone, until it is released or the process ends.
 * Throws `home-unusable` where another process has it, and says which.
 *
 * The lock is an open write transaction on a database of its own. The operating system ends it with the process,
 * however that dies, so there is no stale lock to recognise and no process number to trust; and while it is held
 * others can still read who holds it.
 */
export function lockHome(home: string): { release(): void } {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const database = openLock(home);
  try {
    acquire(database);
  } catch (error) {
    const refusal = isBusy(error) ? heldByAnother(home, holderOf(database), error) : error;
    database.close();
    throw refusal;
  }
  held.add(database);
  return {
    release: () => {
      held.delete(database);
      database.close();
    },
  };
}

function openLock(home: string): Database {
  const file = join(home, 'platform.lock');
  try {
    const database = new Sqlite(file, { timeout: patience });
    database.exec('CREATE TABLE IF NOT EXISTS holder (pid INTEGER NOT NULL) STRICT');
    return database;
  } catch (cause) {
    throw new AtelierError(
      'home-unusable',
      `The home folder ${home} can't be locked: ${(cause as Error).message}. ` +
        `Check that this user may write there; when no Atelier is running, ${file} can be deleted.`,
      { cause },
    );
  }
}

/**
 * A name can only be read once its transaction has ended, and then somebody else may slip in before the next begins:
 * so whoever holds the lock makes sure that the name in it is theirs.
 */
function acquire(database: Database): void {
  const writeName = database.transaction(() => {
    database.exec('DELETE FROM holder');
    database.prepare('INSERT INTO holder VALUES (?)').run(process.pid);
  });
  for (;;) {
    writeName.immediate();
    database.exec('BEGIN IMMEDIATE');
    if (holderOf(database) === process.pid) return;
    database.exec('ROLLBACK');
  }
}

function holderOf(database: Database): number | undefined {
  return database.prepare<[], number>('SELECT pid FROM holder').pluck().get();
}

function isBusy(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY');
}

function heldByAnother(home: string, pid: number | undefined, cause: unknown): AtelierError {
  const holder = pid === undefined ? 'another process' : `process ${pid}`;
  return new AtelierError(
    'home-unusable',
    `The home folder ${home} is in use by another Atelier (${holder}). Stop that one first, or choose another --home.`,
    { cause, details: { pid } },
  );
}
