import { expect, test } from 'vitest';
import { deploymentInputSchema } from '../../../src-main/contract/deployment.ts';
import { functionInputSchema } from '../../../src-main/contract/function.ts';
import { parseInput } from '../../../src-main/control-plane/parse-input.ts';
import { refusal } from '../../support/control-plane.ts';

const refusedFields = async (call: () => unknown) => (await refusal(call)).details.fields;

test('every refused field is named, with the reason', async () => {
  const input = { maxInstances: 0, maxMemory: 'much', environment: { 'A=B': 'x', C: 'a\0b' } };
  const error = await refusal(() => parseInput(functionInputSchema, input));
  expect(error.code).toBe('invalid-input');
  for (const field of ['maxInstances', 'maxMemory', 'environment.A=B', 'environment.C'])
    expect(error.message).toContain(`${field}: `);
  expect(error.message).toContain('a variable name has no "="');
});

test('of alternatives, the one that was nearly met explains the refusal', async () => {
  const fieldsOf = (input: unknown) => refusedFields(() => parseInput(deploymentInputSchema, input));
  expect(await fieldsOf({})).toMatchObject([{ field: 'platform' }]);
  expect(await fieldsOf({ platform: 'COBOL' })).toMatchObject([{ field: 'platform' }]);
  expect(await fieldsOf({ releaseId: 7 })).toMatchObject([{ field: 'releaseId' }]);
});

test('input that is no object at all is refused as a whole', async () => {
  for (const input of [null, [], 'text', 7, undefined])
    expect(await refusedFields(() => parseInput(functionInputSchema, input))).toMatchObject([{ field: '' }]);
});
