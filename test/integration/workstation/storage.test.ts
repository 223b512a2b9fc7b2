import { expect, it, onTestFinished } from 'vitest';
import { startWorkstation } from '../../../src-main/headless/workstation.ts';
import { connectRpc, type RpcClient, untilFound } from '../../support/rpc-client.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

async function open(): Promise<RpcClient> {
  const home = temporaryFolder();
  const workstation = await startWorkstation({ home, apiPort: 0, gatewayPort: 0, uiPort: 0, workers: 1 });
  onTestFinished(() => workstation.close());
  const { rpc, close } = await connectRpc(workstation.readyFile);
  onTestFinished(close);
  return rpc;
}

async function deployAndCall(rpc: RpcClient): Promise<string> {
  const { id: functionId } = await rpc.functions.create({ name: 'hello', environment: {} });
  const bytes = new Blob(['console.log("hello")']);
  const { id } = await rpc.deployments.deploy({ functionId, platform: 'JAVA_SCRIPT', bytes });
  const { url } = await untilFound(rpc, async () => {
    const deployment = await rpc.deployments.get({ deploymentId: id });
    return deployment.status === 'READY' ? deployment : undefined;
  });
  await (await fetch(url!)).text();
  return functionId;
}

const bytesOf = async (rpc: RpcClient, kind: string): Promise<number> =>
  (await rpc.storage.measure()).parts.find((part) => part.kind === kind)?.bytes ?? 0;

it('measures the home folder, every kind once', async () => {
  const rpc = await open();
  await deployAndCall(rpc);
  const { parts, unusedObjects, free } = await rpc.storage.measure();
  expect(new Set(parts.map(({ kind }) => kind)).size).toBe(parts.length);
  expect(await bytesOf(rpc, 'objects')).toBeGreaterThan(0);
  expect(await bytesOf(rpc, 'database')).toBeGreaterThan(0);
  expect(unusedObjects).toBe(0);
  expect(free).toBeGreaterThan(0);
});

it('clears the traces, and goes on to keep new ones', async () => {
  const rpc = await open();
  const functionId = await deployAndCall(rpc);
  expect(await rpc.invocations.list({ functionId, limit: 10 })).toHaveLength(1);
  await rpc.storage.clean({ kind: 'traces' });
  expect(await rpc.invocations.list({ functionId, limit: 10 })).toEqual([]);
  const { url } = await rpc.functions.get({ functionId });
  await (await fetch(url)).text();
  expect(await rpc.invocations.list({ functionId, limit: 10 })).toHaveLength(1);
});

it('tells what nothing refers to, and leaves what is young alone', async () => {
  const rpc = await open();
  const functionId = await deployAndCall(rpc);
  await rpc.functions.delete({ functionId });
  const before = await bytesOf(rpc, 'objects');
  // The undo of ten minutes still refers to the release.
  expect(await rpc.storage.clean({ kind: 'objects' })).toEqual({ bytes: 0 });
  expect(await bytesOf(rpc, 'objects')).toBe(before);
});

it('clears what compilers keep', async () => {
  const rpc = await open();
  await deployAndCall(rpc);
  await rpc.storage.clean({ kind: 'cache' });
  expect(await bytesOf(rpc, 'cache')).toBe(0);
});
