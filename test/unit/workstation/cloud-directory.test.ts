import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFunction } from '../../../src-main/control-plane/functions.ts';
import { createCloudDirectory } from '../../../src-main/workstation/cloud-directory.ts';
import { refusal } from '../../support/control-plane.ts';
import { type ServedControlPlane, serveForTest } from '../../support/serve-control-plane.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const local = { id: 'orga_local', name: 'Local' };

async function serveCloud(): Promise<ServedControlPlane> {
  const cloud = await serveForTest(temporaryFolder());
  onTestFinished(() => cloud[Symbol.asyncDispose]());
  return cloud;
}

function variablesOf({ url, plane }: ServedControlPlane): Record<string, string> {
  const { token, secret } = plane.credentials.oauth;
  return { API_HOST: url, CLEVER_TOKEN: token, CLEVER_SECRET: secret };
}

describe('the cloud that the environment names', () => {
  it('shows its organisations, their functions and deployments', async () => {
    const cloud = await serveCloud();
    const { id } = createFunction(cloud.plane, cloud.ownerId, { name: 'far' });
    const directory = createCloudDirectory(variablesOf(cloud), local);
    const { user, organisation } = cloud.plane.account;
    expect(await directory.targets()).toEqual({
      local,
      cloud: {
        host: cloud.url,
        organisations: [organisation, { id: user.id, name: user.name }],
        problem: null,
      },
    });
    expect(await directory.functions(cloud.ownerId)).toMatchObject([{ id, name: 'far', environment: {} }]);
    expect(await directory.deployments(cloud.ownerId, id)).toEqual([]);
  });

  it('is no other where the variables lead home, and none without them', async () => {
    const cloud = await serveCloud();
    const home = createCloudDirectory(variablesOf(cloud), cloud.plane.account.organisation);
    expect((await home.targets()).cloud).toBeNull();
    const none = createCloudDirectory({ CLEVER_TOKEN: 't' }, local);
    expect((await none.targets()).cloud).toBeNull();
    expect((await refusal(() => none.functions('orga_1'))).code).toBe('not-found');
  });

  it('says why it can not be asked', async () => {
    const cloud = await serveCloud();
    const problemOf = async (changed: Record<string, string>) => {
      const directory = createCloudDirectory({ ...variablesOf(cloud), ...changed }, local);
      return (await directory.targets()).cloud?.problem;
    };
    const wrong = createCloudDirectory({ ...variablesOf(cloud), API_HOST: 'not an address' }, local);
    expect((await wrong.targets()).cloud).toMatchObject({
      host: 'not an address',
      problem: expect.stringContaining('not the address of a host'),
    });
    expect(await problemOf({ CLEVER_SECRET: 'wrong' })).toContain('check CLEVER_TOKEN and CLEVER_SECRET');
    expect(await problemOf({ CLEVER_SECRET: '' })).toContain('needs CLEVER_TOKEN and CLEVER_SECRET');
    const gone = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => gone.once('listening', resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    expect(await problemOf({ API_HOST: `http://127.0.0.1:${port}` })).toContain('does not answer');
  });

  it('takes what a cloud leaves out for what it means', async () => {
    const server = createServer((_, response) => {
      response.setHeader('Content-Type', 'application/json');
      response.end(
        JSON.stringify([{ id: 'function_1', createdAt: 'c', updatedAt: 'u', status: 'NEW', platform: 'X' }]),
      );
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const variables = { API_HOST: `http://127.0.0.1:${port}`, CLEVER_TOKEN: 't', CLEVER_SECRET: 's' };
    const directory = createCloudDirectory(variables, local);
    expect(await directory.functions('orga_1')).toMatchObject([
      { id: 'function_1', ownerId: 'orga_1', name: null, environment: {}, maxInstances: 1 },
    ]);
    expect(await directory.deployments('orga_1', 'function_1')).toEqual([
      { id: 'function_1', status: 'NEW', platform: 'X', errorReason: null, url: null, createdAt: 'c' },
    ]);
  });
});
