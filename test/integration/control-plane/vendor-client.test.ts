import { get as getOrganisation } from '@clevercloud/client/esm/api/v2/organisation.js';
import { getSummary } from '@clevercloud/client/esm/api/v2/user.js';
import * as functions from '@clevercloud/client/esm/api/v4/function.js';
import { addOauthHeader } from '@clevercloud/client/esm/oauth.js';
import { prefixUrl } from '@clevercloud/client/esm/prefix-url.js';
import { request } from '@clevercloud/client/esm/request.fetch.js';
import { expect, test } from 'vitest';
import { summarySchema } from '../../../src-main/contract/account.ts';
import {
  createdDeploymentSchema,
  type Deployment,
  deploymentSchema,
} from '../../../src-main/contract/deployment.ts';
import { functionSchema } from '../../../src-main/contract/function.ts';
import { outcome } from '../../support/deploy.ts';
import { type ServedControlPlane, serveForTest } from '../../support/serve-control-plane.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

type Call = ReturnType<typeof functions.list>;

/** The vendor's client as its documentation composes it, with nothing changed but host and tokens. */
function clientOf({ url, plane }: ServedControlPlane, secret = plane.credentials.oauth.secret) {
  const authorize = addOauthHeader({
    OAUTH_CONSUMER_KEY: 'the-consumer-key-of-the-client',
    OAUTH_CONSUMER_SECRET: 'the-consumer-secret-of-the-client',
    API_OAUTH_TOKEN: plane.credentials.oauth.token,
    API_OAUTH_TOKEN_SECRET: secret,
  });
  return async (call: Call) => request(await authorize(prefixUrl(url)(await call)));
}

test('every call of the vendor’s functions client does what it does against the cloud', async () => {
  await using cloud = await serveForTest(temporaryFolder());
  const send = clientOf(cloud);
  const { ownerId } = cloud;

  const created = functionSchema.parse(
    await send(
      functions.create(
        { ownerId },
        { name: 'hello', environment: { A: '1' }, maxMemory: 67_108_864, maxInstances: 2 },
      ),
    ),
  );
  const functionId = created.id;
  expect(created).toMatchObject({ ownerId, name: 'hello', environment: { A: '1' }, maxInstances: 2 });
  expect(await send(functions.list({ ownerId }))).toEqual([created]);
  expect(await send(functions.get({ ownerId, functionId }))).toEqual(created);
  const update = { name: 'hello', environment: { A: '2' }, maxMemory: 67_108_864, maxInstances: 1 };
  const updated = functionSchema.parse(await send(functions.update({ ownerId, functionId }, update)));
  expect(updated).toMatchObject({ environment: { A: '2' }, maxInstances: 1 });

  const answer = await send(
    functions.createDeployment({ ownerId, functionId }, { platform: 'JAVA_SCRIPT', name: 'v1' }),
  );
  expect(Object.keys(answer as object), 'the contract’s fields in its order, then what is ours').toEqual([
    ...['id', 'functionId', 'name', 'description', 'tag', 'platform', 'status', 'errorReason', 'url'],
    ...['createdAt', 'updatedAt', 'releaseId', 'diagnostics', 'uploadUrl'],
  ]);
  const deployment = createdDeploymentSchema.parse(answer);
  const deploymentId = deployment.id;
  expect(deployment.status).toBe('WAITING_FOR_UPLOAD');
  const uploaded = await fetch(deployment.uploadUrl!, {
    method: 'PUT',
    headers: { 'content-type': 'application/wasm' },
    body: 'function trigger_http() {}',
  });
  expect(uploaded.status).toBe(200);
  await send(functions.triggerDeployment({ ownerId, functionId, deploymentId }));
  await outcome(cloud.plane, deploymentId);

  const ready: Deployment = deploymentSchema.parse(
    await send(functions.getDeployment({ ownerId, functionId, deploymentId })),
  );
  expect(ready).toMatchObject({ status: 'READY', url: `${cloud.engine.gatewayUrl}/${functionId}` });
  expect(await send(functions.listDeployments({ ownerId, functionId }))).toEqual([ready]);
  const labels = { name: 'v1.0', description: null, tag: 'stable' };
  expect(await send(functions.updateDeployment({ ownerId, functionId, deploymentId }, labels))).toMatchObject(
    labels,
  );

  expect(await send(functions.deleteDeployment({ ownerId, functionId, deploymentId }))).toBeUndefined();
  expect(await send(functions.listDeployments({ ownerId, functionId }))).toEqual([]);
  expect(await send(functions._delete({ ownerId, functionId }))).toBeUndefined();
  expect(await send(functions.list({ ownerId }))).toEqual([]);
});

test('its account calls find the local user and organisation', async () => {
  await using cloud = await serveForTest(temporaryFolder());
  const send = clientOf(cloud);
  const { user, organisation } = cloud.plane.account;
  expect(await send(getOrganisation({}))).toEqual(user);
  expect(await send(getOrganisation({ id: cloud.ownerId }))).toEqual(organisation);
  const summary = summarySchema.parse(await send(getSummary({ full: 'true' })));
  expect(summary.user).toMatchObject(user);
  expect(summary.organisations).toMatchObject([organisation]);
});

test('it hears of errors with their message and id', async () => {
  await using cloud = await serveForTest(temporaryFolder());
  const address = { ownerId: cloud.ownerId, functionId: 'function_none' };
  await expect(clientOf(cloud)(functions.get(address))).rejects.toMatchObject({
    message: expect.stringContaining('function_none'),
    id: 'not-found',
    response: { status: 404 },
  });
  await expect(clientOf(cloud, 'wrong')(functions.get(address))).rejects.toMatchObject({
    response: { status: 401 },
  });
  const other = { ownerId: 'orga_other' };
  await expect(clientOf(cloud)(functions.list(other))).rejects.toMatchObject({ response: { status: 403 } });
});
