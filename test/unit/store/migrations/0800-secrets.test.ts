import { expect, it } from 'vitest';
import { createFunctionRepository } from '../../../../src-main/store/functions.ts';
import { secretsMigration } from '../../../../src-main/store/migrations/0800-secrets.ts';
import { createPulsarTriggerRepository } from '../../../../src-main/store/pulsar-triggers.ts';
import { createTrashRepository } from '../../../../src-main/store/trash.ts';
import { testCipher } from '../../../support/test-cipher.ts';
import { databaseBefore, functionRows } from './database-before.ts';

it('seals environments and tokens, in the trash as well, and leaves nothing of them in the file', () => {
  const { database, apply } = databaseBefore(secretsMigration(testCipher));
  database.exec(functionRows);
  database.exec(`
    UPDATE functions SET environment = '{"KEY":"fn-secret-value"}';
    INSERT INTO pulsar_triggers VALUES ('function_1', 1, 'pulsar://x', 't', 0, 'token-secret-value');
    INSERT INTO trash VALUES ('one', '2024', '{"function":{"id":"f","environment":{"KEY":"trash-secret-value"}},
      "releases":[{"digest":"d"}],"pulsarTrigger":{"pulsar_token":"trash-token-value"}}');
    INSERT INTO trash VALUES ('two', '2024', '{"function":{"id":"g","environment":{}},"pulsarTrigger":null}');`);
  expect(database.serialize().includes('secret-value')).toBe(true);
  apply();
  const file = database.serialize();
  for (const secret of ['fn-secret', 'token-secret', 'trash-secret', 'trash-token'])
    expect(file.includes(secret), secret).toBe(false);

  const functions = createFunctionRepository(database, testCipher);
  expect(functions.find('function_1')?.environment).toEqual({ KEY: 'fn-secret-value' });
  const triggers = createPulsarTriggerRepository(database, testCipher);
  expect(triggers.find('function_1')?.pulsar_token).toBe('token-secret-value');
  const trash = createTrashRepository(database, testCipher);
  expect(trash.take('one')).toMatchObject({
    function: { id: 'f', environment: { KEY: 'trash-secret-value' } },
    releases: [{ digest: 'd' }],
    pulsarTrigger: { pulsar_token: 'trash-token-value' },
  });
  expect(trash.take('two')).toEqual({ function: { id: 'g', environment: {} }, pulsarTrigger: null });
});
