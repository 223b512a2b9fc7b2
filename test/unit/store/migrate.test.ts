import Sqlite from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { AtelierError } from '../../../src-main/contract/errors.ts';
import { type Migration, migrate } from '../../../src-main/store/migrate.ts';

const shelves: Migration = {
  number: 100,
  name: 'shelves',
  up: `CREATE TABLE shelves (id INTEGER PRIMARY KEY) STRICT;
    CREATE TABLE books (id INTEGER PRIMARY KEY, shelf INTEGER REFERENCES shelves (id) ON DELETE CASCADE) STRICT;
    INSERT INTO shelves VALUES (1); INSERT INTO books VALUES (7, 1);`,
};
const applicationId = 42;

function database() {
  const opened = new Sqlite(':memory:');
  onTestFinished(() => void opened.close());
  opened.pragma('foreign_keys = ON');
  return opened;
}

function versionOf(opened: Sqlite.Database) {
  return opened.pragma('user_version', { simple: true });
}

it('applies what is missing, in order, once', () => {
  const opened = database();
  const order: number[] = [];
  const count = (number: number): Migration => ({ number, name: 'count', up: () => void order.push(number) });
  migrate(opened, { applicationId, migrations: [count(100), count(200)] });
  migrate(opened, { applicationId, migrations: [count(100), count(200), count(250)] });
  expect(order).toEqual([100, 200, 250]);
  expect(versionOf(opened)).toBe(250);
  expect(opened.pragma('application_id', { simple: true })).toBe(applicationId);
});

it('leaves the database as the last good migration made it when one fails', () => {
  const opened = database();
  const broken: Migration = { number: 200, name: 'broken', up: 'CREATE TABLE half (id); SELECT nonsense;' };
  const run = () => migrate(opened, { applicationId, migrations: [shelves, broken] });
  expect(run).toThrow(AtelierError);
  expect(run).toThrow(/200 \(broken\) failed with "no such column: nonsense"/);
  expect(versionOf(opened)).toBe(100);
  expect(opened.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'").all()).toEqual([]);
});

it('can rebuild a table that others refer to', () => {
  const opened = database();
  const rebuild: Migration = {
    number: 200,
    name: 'rebuild',
    up: `CREATE TABLE rebuilt (id INTEGER PRIMARY KEY, room TEXT) STRICT;
      INSERT INTO rebuilt (id) SELECT id FROM shelves; DROP TABLE shelves; ALTER TABLE rebuilt RENAME TO shelves;`,
  };
  migrate(opened, { applicationId, migrations: [shelves, rebuild] });
  expect(opened.prepare('SELECT * FROM books').all()).toEqual([{ id: 7, shelf: 1 }]);
  expect(opened.pragma('foreign_keys', { simple: true })).toBe(1);
});

it('refuses a migration that leaves references to nothing', () => {
  const opened = database();
  const careless: Migration = { number: 200, name: 'careless', up: 'DELETE FROM shelves' };
  expect(() => migrate(opened, { applicationId, migrations: [shelves, careless] })).toThrow(
    /rows refer to rows that are gone/,
  );
  expect(opened.prepare('SELECT count(*) FROM shelves').pluck().get()).toBe(1);
});
