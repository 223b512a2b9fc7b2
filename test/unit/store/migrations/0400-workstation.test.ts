import { expect, it } from 'vitest';
import { workstationMigration } from '../../../../src-main/store/migrations/0400-workstation.ts';
import { databaseBefore, functionRows } from './database-before.ts';

it('adds preferences and the trash beside what is there', () => {
  const { database, apply } = databaseBefore(workstationMigration);
  database.exec(functionRows);
  apply();
  expect(database.prepare('SELECT count(*) FROM functions').pluck().get()).toBe(1);
  expect(database.prepare("INSERT INTO preferences VALUES ('theme', '\"dark\"')").run().changes).toBe(1);
  const insert = database.prepare("INSERT INTO trash VALUES ('undo_1', '2024-05-01T12:00:00.000Z', ?)");
  expect(() => insert.run('not JSON')).toThrow(/CHECK/);
  expect(insert.run('{}').changes).toBe(1);
});
