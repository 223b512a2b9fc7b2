import { expect, test } from 'vitest';
import { getOrganisation, getSelf, getSummary } from '../../../src-main/control-plane/account.ts';
import { openControlPlane, refusal } from '../../support/control-plane.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('the first start makes a user and an organisation, and later starts keep them', async () => {
  const home = temporaryFolder();
  const first = openControlPlane(home);
  const self = getSelf(first.plane);
  const summary = getSummary(first.plane);
  await first[Symbol.asyncDispose]();
  await using again = openControlPlane(home);
  expect(self).toMatchObject({ id: expect.stringMatching(/^user_[0-9a-f-]{36}$/) });
  expect(summary.organisations).toEqual([
    { id: expect.stringMatching(/^orga_[0-9a-f-]{36}$/), name: 'Local', applications: [], addons: [] },
  ]);
  expect(getSelf(again.plane)).toEqual(self);
  expect(getSummary(again.plane)).toEqual(summary);
});

test('the user is an owner like the organisation, and anybody else is forbidden', async () => {
  await using harness = openControlPlane(temporaryFolder());
  const { plane, ownerId } = harness;
  const { id, name } = getSelf(plane);
  expect(getOrganisation(plane, ownerId)).toEqual({ id: ownerId, name: 'Local' });
  expect(getOrganisation(plane, id)).toEqual({ id, name });
  expect(await refusal(() => getOrganisation(plane, 'orga_somebody_else'))).toMatchObject({
    code: 'forbidden',
  });
});
