import { expect, it } from 'vitest';
import { egressMigration } from '../../../../src-main/store/migrations/0500-egress.ts';
import { databaseBefore, functionRows } from './database-before.ts';

it('adds policies beside functions, which then go with them', () => {
  const { database, apply } = databaseBefore(egressMigration);
  database.exec(functionRows);
  apply();
  database.exec(`INSERT INTO egress_policies VALUES ('function_1', '"none"')`);
  database.exec(`DELETE FROM functions WHERE id = 'function_1'`);
  expect(database.prepare('SELECT count(*) FROM egress_policies').pluck().get()).toBe(0);
});
