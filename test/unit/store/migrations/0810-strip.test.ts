import { expect, it } from 'vitest';
import { stripMigration } from '../../../../src-main/store/migrations/0810-strip.ts';
import { databaseBefore, functionRows } from './database-before.ts';

it('leaves what was to be stripped, and makes nothing the least', () => {
  const { database, apply } = databaseBefore(stripMigration);
  database.exec(functionRows);
  database.exec(
    `INSERT INTO build_settings (function_id, optimisation, strip) VALUES ('function_1', 'O2', 'none')`,
  );
  apply();
  expect(database.prepare('SELECT * FROM build_settings').all()).toEqual([
    { function_id: 'function_1', optimisation: 'O2', strip: 'debuginfo' },
  ]);
});
