/** Preloaded into a platform: its databases find no room while there is the file that `FULL_DISK` names. */
import { existsSync } from 'node:fs';
import Database, { type Statement } from 'better-sqlite3';

const marker = process.env.FULL_DISK;
const statements = Object.getPrototypeOf(new Database(':memory:').prepare('SELECT 1')) as Statement;
const { run } = statements;

statements.run = function (this: Statement, ...parameters: unknown[]) {
  if (marker !== undefined && /^INSERT/.test(this.source) && existsSync(marker))
    throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
  return run.apply(this, parameters);
};
