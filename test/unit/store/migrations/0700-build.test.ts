import { expect, it } from 'vitest';
import { buildMigration } from '../../../../src-main/store/migrations/0700-build.ts';
import { databaseBefore, functionRows } from './database-before.ts';

it('adds settings that go with their function, and facts that older releases have none of', () => {
  const { database, apply } = databaseBefore(buildMigration);
  database.exec(functionRows);
  database.exec(`
    INSERT INTO releases (id, function_id, number, platform, content, digest, size, created_at)
      VALUES ('release_1', 'function_1', 1, 'RUST', 'wasm', 'a', 8, '2024-05-01T12:00:00.000Z');
    INSERT INTO packages VALUES ('key', 'a', 8, NULL, '{}');`);
  apply();
  expect(database.prepare('SELECT facts FROM releases').pluck().all()).toEqual([null]);
  expect(() => database.exec(`UPDATE releases SET facts = 'not JSON'`)).toThrow(/CHECK/);
  expect(database.prepare('SELECT count(*) FROM packages').pluck().get()).toBe(0);
  database.exec(`INSERT INTO build_settings VALUES ('function_1', 'O3', 'symbols')`);
  database.exec(`DELETE FROM functions WHERE id = 'function_1'`);
  expect(database.prepare('SELECT count(*) FROM build_settings').pluck().get()).toBe(0);
});
