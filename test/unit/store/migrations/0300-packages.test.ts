import { expect, it } from 'vitest';
import { packagesMigration } from '../../../../src-main/store/migrations/0300-packages.ts';
import { databaseBefore, functionRows } from './database-before.ts';

it('adds the memory of the packager beside what is there', () => {
  const { database, apply } = databaseBefore(packagesMigration);
  database.exec(functionRows);
  apply();
  expect(database.prepare('SELECT count(*) FROM functions').pluck().get()).toBe(1);
  const insert = database.prepare("INSERT INTO packages VALUES ('key', 'digest', 10, NULL, ?)");
  expect(() => insert.run('not JSON')).toThrow(/CHECK/);
  expect(insert.run('{}').changes).toBe(1);
});
