import { expect, it } from 'vitest';
import { deploymentsMigration } from '../../../../src-main/store/migrations/0200-deployments.ts';
import { databaseBefore, functionRows } from './database-before.ts';

it('leaves the functions that are there without a deployment', () => {
  const { database, apply } = databaseBefore(deploymentsMigration);
  database.exec(functionRows);
  apply();
  expect(database.prepare('SELECT id, environment, active_deployment_id FROM functions').all()).toEqual([
    { id: 'function_1', environment: '{"A":"b"}', active_deployment_id: null },
  ]);
  expect(() => database.exec("UPDATE functions SET active_deployment_id = 'deployment_1'")).toThrow(
    /FOREIGN KEY/,
  );
});
