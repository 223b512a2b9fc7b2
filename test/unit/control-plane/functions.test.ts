import { describe, expect, test } from 'vitest';
import {
  createFunction,
  deleteFunction,
  getFunction,
  listFunctions,
  replaceFunction,
} from '../../../src-main/control-plane/functions.ts';
import { openControlPlane, refusal } from '../../support/control-plane.ts';
import { deploy } from '../../support/deploy.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('creating', () => {
  test('what the input leaves out has its default', async () => {
    await using harness = openControlPlane(temporaryFolder());
    const { plane, ownerId, engine } = harness;
    const created = createFunction(plane, ownerId, {});
    expect(created).toEqual({
      id: expect.stringMatching(/^function_[0-9a-f-]{36}$/),
      ownerId,
      name: null,
      description: null,
      tag: null,
      environment: {},
      maxMemory: 67_108_864,
      maxInstances: 1,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}Z$/),
      updatedAt: created.createdAt,
    });
    expect(engine.desired.get(created.id)).toMatchObject({ active: null });
  });

  test('null means the default as well', async () => {
    await using harness = openControlPlane(temporaryFolder());
    const input = { name: null, environment: null, maxMemory: null, maxInstances: null };
    expect(createFunction(harness.plane, harness.ownerId, input)).toMatchObject({
      environment: {},
      maxInstances: 1,
    });
  });
});

test('functions are listed for their owner alone, oldest first', async () => {
  await using harness = openControlPlane(temporaryFolder());
  const { plane, ownerId } = harness;
  const first = createFunction(plane, ownerId, { name: 'first' });
  const second = createFunction(plane, ownerId, { name: 'second' });
  const own = createFunction(plane, plane.account.user.id, {});
  expect(listFunctions(plane, ownerId)).toEqual([first, second]);
  expect(listFunctions(plane, plane.account.user.id)).toEqual([own]);
});

test('a replacement is whole, and the engine knows it at once with what it serves', async () => {
  await using harness = openControlPlane(temporaryFolder());
  const { plane, ownerId, engine } = harness;
  const { id } = createFunction(plane, ownerId, { name: 'before', environment: { A: '1' }, maxInstances: 4 });
  const { deploymentId } = await deploy(plane, { ownerId, functionId: id });
  const replaced = replaceFunction(plane, { ownerId, functionId: id }, { environment: { B: '2' } });
  expect(replaced).toMatchObject({ name: null, environment: { B: '2' }, maxInstances: 1 });
  expect(getFunction(plane, { ownerId, functionId: id })).toEqual(replaced);
  expect(engine.desired.get(id)).toMatchObject({
    environment: { B: '2' },
    maxInstances: 1,
    active: { deploymentId },
  });
});

test('a deleted function is gone with everything of it', async () => {
  await using harness = openControlPlane(temporaryFolder());
  const { plane, ownerId, engine } = harness;
  const { id: functionId } = createFunction(plane, ownerId, {});
  const { deploymentId } = await deploy(plane, { ownerId, functionId });
  deleteFunction(plane, { ownerId, functionId });
  expect(await refusal(() => getFunction(plane, { ownerId, functionId }))).toMatchObject({
    code: 'not-found',
  });
  expect(plane.store.deployments.find(deploymentId)).toBeUndefined();
  expect(plane.store.releases.listOfFunction(functionId)).toEqual([]);
  expect(engine.desired.has(functionId)).toBe(false);
});

test('unknown functions are not found, also under another owner; other owners are forbidden', async () => {
  await using harness = openControlPlane(temporaryFolder());
  const { plane, ownerId } = harness;
  const { id: functionId } = createFunction(plane, ownerId, {});
  const codeOf = async (address: { ownerId: string; functionId: string }) =>
    (await refusal(() => getFunction(plane, address))).code;
  expect(await codeOf({ ownerId, functionId: 'function_none' })).toBe('not-found');
  expect(await codeOf({ ownerId: plane.account.user.id, functionId })).toBe('not-found');
  expect(await codeOf({ ownerId: 'orga_other', functionId })).toBe('forbidden');
});
