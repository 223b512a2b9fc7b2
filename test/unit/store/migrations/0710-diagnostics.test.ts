import { expect, it } from 'vitest';
import { diagnosticsMigration } from '../../../../src-main/store/migrations/0710-diagnostics.ts';
import { databaseBefore, functionRows } from './database-before.ts';

it('gives the deployments that there are an empty list of complaints', () => {
  const { database, apply } = databaseBefore(diagnosticsMigration);
  database.exec(functionRows);
  database.exec(
    `INSERT INTO deployments (id, function_id, platform, status, created_at, updated_at)
      VALUES ('deployment_1', 'function_1', 'RUST', 'ERROR', '', '')`,
  );
  apply();
  expect(database.prepare('SELECT diagnostics FROM deployments').pluck().get()).toBe('[]');
  const change = database.prepare('UPDATE deployments SET diagnostics = ?');
  expect(() => change.run('not JSON')).toThrow(/CHECK/);
});
