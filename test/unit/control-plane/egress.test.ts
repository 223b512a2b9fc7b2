import { expect, it } from 'vitest';
import { getEgress, setEgress } from '../../../src-main/control-plane/egress.ts';
import { createFunction } from '../../../src-main/control-plane/functions.ts';
import { restoreFunction, trashFunction } from '../../../src-main/control-plane/trash.ts';
import { openControlPlane, refusal } from '../../support/control-plane.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

it('tells the engine where a function may connect to', async () => {
  await using harness = openControlPlane(temporaryFolder());
  const { plane, engine, ownerId } = harness;
  const { id } = createFunction(plane, ownerId, {});
  const address = { ownerId, functionId: id };
  expect(getEgress(plane, address)).toEqual({ egress: 'all' });
  expect(engine.desired.get(id)?.egress).toBe('all');
  const egress = ['*.example.org:443', '[::1]:*'];
  expect(setEgress(plane, address, { egress })).toEqual({ egress });
  expect(engine.desired.get(id)?.egress).toEqual(egress);
});

it('refuses places that are none', async () => {
  await using harness = openControlPlane(temporaryFolder());
  const { plane, ownerId } = harness;
  const address = { ownerId, functionId: createFunction(plane, ownerId, {}).id };
  for (const egress of ['some', ['example.org'], ['http://example.org:80'], undefined])
    expect((await refusal(() => setEgress(plane, address, { egress }))).code).toBe('invalid-input');
  expect(getEgress(plane, address)).toEqual({ egress: 'all' });
});

it('comes back with a function that was deleted', async () => {
  await using harness = openControlPlane(temporaryFolder());
  const { plane, ownerId } = harness;
  const address = { ownerId, functionId: createFunction(plane, ownerId, {}).id };
  setEgress(plane, address, { egress: 'none' });
  await restoreFunction(plane, trashFunction(plane, address));
  expect(getEgress(plane, address)).toEqual({ egress: 'none' });
});
