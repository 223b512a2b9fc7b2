import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { AtelierError } from '../../../src-main/contract/errors.ts';
import type { Migration, Schema } from '../../../src-main/store/migrate.ts';
import { openDatabase } from '../../../src-main/store/open-database.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const books: Migration = {
  number: 100,
  name: 'books',
  up: 'CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL UNIQUE) STRICT',
};
const authors: Migration = { number: 200, name: 'authors', up: 'ALTER TABLE books ADD COLUMN author TEXT' };
const schema: Schema = { applicationId: 4711, migrations: [books] };
const newerSchema: Schema = { applicationId: 4711, migrations: [books, authors] };

/** A closed database of the schema with enough rows to fill many pages. */
function library(): string {
  const file = join(temporaryFolder(), 'library.db');
  const database = openDatabase(file, schema);
  const insert = database.prepare('INSERT INTO books (title) VALUES (?)');
  database.transaction(() => {
    for (let number = 0; number < 500; number += 1) insert.run(`${number} ${'title '.repeat(20)}`);
  })();
  database.close();
  return file;
}

function refusal(file: string, expected: Schema = schema): AtelierError {
  try {
    openDatabase(file, expected).close();
  } catch (error) {
    if (error instanceof AtelierError) return error;
    throw error;
  }
  throw new Error('it was opened');
}

it('acknowledges nothing that power loss could take', () => {
  const database = openDatabase(library(), schema);
  const setting = (name: string) => database.pragma(name, { simple: true });
  expect([setting('journal_mode'), setting('synchronous'), setting('foreign_keys')]).toEqual(['wal', 2, 1]);
  database.close();
});

it('keeps a copy before it migrates', () => {
  const file = library();
  const before = readFileSync(file);
  const migrated = openDatabase(file, newerSchema);
  expect(migrated.prepare('SELECT count(*) FROM books WHERE author IS NULL').pluck().get()).toBe(500);
  migrated.close();
  expect(readFileSync(`${file}.version-100`).equals(before)).toBe(true);
  openDatabase(`${file}.version-100`, schema).close();
});

it('keeps no copy where there is nothing to lose', () => {
  const file = library();
  openDatabase(file, schema).close();
  expect(readdirSync(join(file, '..'))).toEqual(['library.db']);
});

it('does not mistake the log of an earlier copy for that of a later one', () => {
  const file = library();
  writeFileSync(`${file}.version-100-wal`, 'from an attempt that was interrupted');
  openDatabase(file, newerSchema).close();
  expect(existsSync(`${file}.version-100-wal`)).toBe(false);
});

it('refuses a newer database and leaves it untouched', () => {
  const file = library();
  openDatabase(file, newerSchema).close();
  const before = readFileSync(file);
  const error = refusal(file);
  expect(error.code).toBe('home-unusable');
  expect(error.message).toContain('written by a newer version of Atelier');
  expect(readFileSync(file).equals(before)).toBe(true);
});

it('refuses the database of another program and leaves it untouched', () => {
  const file = join(temporaryFolder(), 'library.db');
  const foreign = new Sqlite(file);
  foreign.exec('CREATE TABLE notes (text)');
  foreign.close();
  const before = readFileSync(file);
  expect(refusal(file).message).toContain('a database of another program');
  expect(readFileSync(file).equals(before)).toBe(true);
});

it.each<[string, (file: string) => void]>([
  [
    'text',
    (file) =>
      writeFileSync(file, 'This is no database, but it is long enough to look like a file.\n'.repeat(99)),
  ],
  ['half of it', (file) => truncateSync(file, Math.floor(readFileSync(file).length / 2))],
  [
    'a page of zeros',
    (file) => {
      const bytes = readFileSync(file);
      writeFileSync(file, bytes.fill(0, 8_192, 12_288));
    },
  ],
  [
    'a row that refers to nothing',
    (file) => {
      const database = new Sqlite(file);
      database.pragma('foreign_keys = OFF');
      database.exec(
        'CREATE TABLE loans (book INTEGER REFERENCES books (id)); INSERT INTO loans VALUES (9999)',
      );
      database.close();
    },
  ],
])('refuses a damaged database (%s), keeps one copy and leaves it as it is', (_, damage) => {
  const file = library();
  damage(file);
  const damaged = readFileSync(file);
  const error = refusal(file);
  expect(error.code).toBe('home-unusable');
  const copy = error.details.copy as string;
  expect(error.message).toContain(copy);
  expect(readFileSync(copy).equals(damaged)).toBe(true);
  expect(readFileSync(file).equals(damaged)).toBe(true);
  expect(refusal(file).details.copy).toBe(copy);
});

it('keeps the log of changes with the copy of a database that was cut off', () => {
  const file = library();
  const writer = openDatabase(file, schema);
  writer.exec("INSERT INTO books (title) VALUES ('only in the log')");
  const crashed = join(temporaryFolder(), 'library.db');
  copyFileSync(`${file}-wal`, `${crashed}-wal`);
  writer.close();
  writeFileSync(crashed, '');
  const copy = refusal(crashed).details.copy as string;
  expect(existsSync(`${copy}-wal`)).toBe(true);
  expect(existsSync(`${crashed}-wal`)).toBe(true);
});

it('says what is in the way where the file is out of reach', () => {
  const file = join(temporaryFolder(), 'library.db');
  mkdirSync(file);
  const error = refusal(file);
  expect(error.code).toBe('home-unusable');
  expect(error.message).toContain(`The database ${file} can't be used`);
});
