import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import Sqlite, { type Database } from 'better-sqlite3';
import { AtelierError } from '../contract/errors.ts';
import { keepCopy } from './keep-copy.ts';
import { newestVersion, type Schema } from './migrate.ts';

/**
 * Reads a database without changing a byte of it, and gives the schema version that it carries: 0 for a new one.
 * Throws `home-unusable` where it is damaged (after keeping a copy), somebody else's, or from a newer Atelier; and
 * what SQLite or the file system throw where it can't be read at all.
 */
export function inspectDatabase(file: string, schema: Schema): number {
  if (sizeOf(file) === 0) {
    // SQLite throws the log of an empty database away, and with it whatever a cut-off file had in it.
    if (sizeOf(`${file}-wal`) > 0) throw damaged(file, 'it is empty, but has a log of changes beside it');
    return 0;
  }
  try {
    const database = new Sqlite(file, { readonly: true, fileMustExist: true });
    try {
      const version = checkIdentity(database, schema);
      checkIntegrity(database);
      return version;
    } finally {
      database.close();
    }
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError) || !/^SQLITE_(CORRUPT|NOTADB)/.test(error.code)) throw error;
    throw damaged(file, error.message, error);
  }
}

function checkIdentity(database: Database, schema: Schema): number {
  const applicationId = database.pragma('application_id', { simple: true }) as number;
  const version = database.pragma('user_version', { simple: true }) as number;
  const tables = database.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get() ?? 0;
  const isNew = applicationId === 0 && version === 0 && tables === 0;
  if (applicationId !== schema.applicationId && !isNew)
    throw new AtelierError(
      'home-unusable',
      `${database.name} is a database of another program. Choose another home folder, or move that file away.`,
    );
  if (version > newestVersion(schema))
    throw new AtelierError(
      'home-unusable',
      `${database.name} was written by a newer version of Atelier (its schema is ${version}, this one knows ` +
        `${newestVersion(schema)}). Nothing was changed. Start that version again, or choose another home folder.`,
    );
  return version;
}

/** Reports the first thing that is wrong with the file as SQLite itself would when it came across it. */
function checkIntegrity(database: Database): void {
  const report = database.prepare<[], string>('PRAGMA integrity_check(1)').pluck().get();
  if (report !== 'ok') throw new Sqlite.SqliteError(report ?? 'it could not be checked', 'SQLITE_CORRUPT');
  const orphan = database.prepare<[], { table: string }>('PRAGMA foreign_key_check').get();
  if (orphan !== undefined)
    throw new Sqlite.SqliteError(`a row of ${orphan.table} refers to one that is gone`, 'SQLITE_CORRUPT');
}

function damaged(file: string, problem: string, cause?: unknown): AtelierError {
  const copy = keepCopy(file, `damaged-${fingerprint(file)}`);
  return new AtelierError(
    'home-unusable',
    `The database ${file} is damaged: ${problem}. It was left as it is, and a copy is kept at ${copy}. ` +
      'Put a backup in its place, or move it away to start with an empty one.',
    { cause, details: { copy } },
  );
}

/** Names the damage, so that starting again over the same damage keeps one copy and not many. */
function fingerprint(file: string): string {
  return createHash('sha256')
    .update(sizeOf(file) > 0 ? readFileSync(file) : '')
    .digest('hex')
    .slice(0, 12);
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
