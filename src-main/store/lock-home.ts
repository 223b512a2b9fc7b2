import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { AtelierError } from '../contract/errors.ts';
import { makeFolder } from './make-folder.ts';

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
  let database: Database | undefined;
  try {
    makeFolder(home, 0o700);
    database = new Sqlite(join(home, 'platform.lock'), { timeout: patience });
    acquire(database);
  } catch (cause) {
    const refusal =
      database !== undefined && isBusy(cause)
        ? heldByAnother(home, holderOf(database), cause)
        : notLockable(home, cause);
    database?.close();
    throw refusal;
  }
  return hold(database);
}

function hold(database: Database): { release(): void } {
  held.add(database);
  return {
    release: () => {
      held.delete(database);
      database.close();
    },
  };
}

/**
 * A name can only be read once its transaction has ended, and then somebody else may slip in before the next begins:
 * so whoever holds the lock makes sure that the name in it is theirs.
 */
function acquire(database: Database): void {
  for (;;) {
    database.pragma(`user_version = ${process.pid}`);
    database.exec('BEGIN IMMEDIATE');
    if (holderOf(database) === process.pid) return;
    database.exec('ROLLBACK');
  }
}

/** The number in the header that SQLite leaves to programs; ours is the process that holds the lock. */
function holderOf(database: Database): number {
  return database.pragma('user_version', { simple: true }) as number;
}

function isBusy(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY');
}

function heldByAnother(home: string, pid: number, cause: unknown): AtelierError {
  return new AtelierError(
    'home-unusable',
    `The home folder ${home} is in use by another Atelier (process ${pid}). Stop that one first, or choose another --home.`,
    { cause, details: { pid } },
  );
}

function notLockable(home: string, cause: unknown): AtelierError {
  return new AtelierError(
    'home-unusable',
    `The home folder ${home} can't be locked: ${(cause as Error).message}. Check that this user may write there, ` +
      'and that the disk has room; while no Atelier is running, its file platform.lock can be deleted.',
    { cause },
  );
}
