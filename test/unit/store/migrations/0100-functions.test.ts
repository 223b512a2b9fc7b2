import { expect, it } from 'vitest';
import { functionsMigration } from '../../../../src-main/store/migrations/0100-functions.ts';
import { databaseBefore, functionRows } from './database-before.ts';

it('makes room for owners, functions and their triggers', () => {
  const { database, apply } = databaseBefore(functionsMigration);
  apply();
  database.exec(functionRows);
  expect(() => database.exec("UPDATE functions SET environment = 'A=b'")).toThrow(/CHECK/);
  expect(() => database.exec("UPDATE functions SET max_memory = 'much'")).toThrow(/INTEGER/);
  expect(() => database.exec('DELETE FROM organisations')).toThrow(/FOREIGN KEY/);
});
