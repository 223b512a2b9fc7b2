import { expect, it } from 'vitest';
import { historyMigration } from '../../../../src-main/store/migrations/0600-history.ts';
import { databaseBefore, functionRows } from './database-before.ts';

it('adds the exchanges beside what is there', () => {
  const { database, apply } = databaseBefore(historyMigration);
  database.exec(functionRows);
  apply();
  expect(database.prepare('SELECT count(*) FROM functions').pluck().get()).toBe(1);
  const insert = database.prepare(
    `INSERT INTO exchanges (id, under_way, pinned, bytes, searched, exchange, draft)
      VALUES ('exchange_1', 0, 0, 0, '', ?, '{}')`,
  );
  expect(() => insert.run('not JSON')).toThrow(/CHECK/);
  insert.run('{}');
  expect(() => insert.run('{}')).toThrow(/UNIQUE/);
});
