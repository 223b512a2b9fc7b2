import { once } from 'node:events';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { CreatedDeployment } from '../../../src-main/contract/deployment.ts';
import { createFunction } from '../../../src-main/control-plane/functions.ts';
import { outcome } from '../../support/deploy.ts';
import { type ServedControlPlane, serveForTest } from '../../support/serve-control-plane.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const mebibyte = 1024 * 1024;

async function createDeployment(cloud: ServedControlPlane, functionId: string): Promise<CreatedDeployment> {
  const response = await fetch(`${deploymentsOf(cloud, functionId)}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${cloud.plane.credentials.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ platform: 'JAVA_SCRIPT' }),
  });
  expect(response.status).toBe(201);
  return (await response.json()) as CreatedDeployment;
}

function deploymentsOf({ url, ownerId }: ServedControlPlane, functionId: string): string {
  return `${url}/v4/functions/organisations/${ownerId}/functions/${functionId}/deployments`;
}

/** A body of so many bytes, sent in chunks without an announced length. */
async function* chunksOf(size: number): AsyncGenerator<Uint8Array> {
  for (let sent = 0; sent < size; sent += mebibyte) yield new Uint8Array(Math.min(mebibyte, size - sent));
}

async function put(
  url: string,
  body: RequestInit['body'],
  headers: Record<string, string> = {},
): Promise<number> {
  const response = await fetch(url, { method: 'PUT', body: body ?? null, headers, duplex: 'half' });
  await response.arrayBuffer();
  return response.status;
}

describe('uploads over HTTP', () => {
  test.each(['application/wasm', 'application/octet-stream', 'text/plain', 'application/json'])(
    'take %s without credentials, once',
    async (type) => {
      await using cloud = await serveForTest(temporaryFolder());
      const { id: functionId } = createFunction(cloud.plane, cloud.ownerId, {});
      const { uploadUrl } = await createDeployment(cloud, functionId);
      expect(new URL(uploadUrl!).origin).toBe(cloud.url);
      expect(await put(uploadUrl!, 'code', { 'content-type': type })).toBe(200);
      expect(await put(uploadUrl!, 'code', { 'content-type': type })).toBe(410);
    },
  );

  test('are refused when empty, forged or too large, and the next one is fine', async () => {
    await using cloud = await serveForTest(temporaryFolder(), { limits: { upload: 2 * mebibyte } });
    const { id: functionId } = createFunction(cloud.plane, cloud.ownerId, {});
    const { uploadUrl } = await createDeployment(cloud, functionId);
    expect(await put(uploadUrl!, null)).toBe(400);
    expect(
      await put(
        uploadUrl!.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
        'code',
      ),
    ).toBe(403);
    expect(await put(uploadUrl!, new Uint8Array(2 * mebibyte + 1))).toBe(413);
    expect(await put(uploadUrl!, chunksOf(3 * mebibyte))).toBe(413);
    expect(await put(uploadUrl!, chunksOf(2 * mebibyte))).toBe(200);
  });

  test('that break off can be sent again', async () => {
    await using cloud = await serveForTest(temporaryFolder());
    const { id: functionId } = createFunction(cloud.plane, cloud.ownerId, {});
    const { uploadUrl, id } = await createDeployment(cloud, functionId);
    const failed = Promise.withResolvers<void>();
    const unsubscribe = cloud.plane.subscribe((event) => {
      if (event.kind === 'step' && event.state === 'running') sending.destroy();
      if (event.kind === 'step' && event.state === 'failed') failed.resolve();
    });
    const sending = request(uploadUrl!, { method: 'PUT', headers: { 'content-length': 100 } });
    sending.write('half of it');
    await once(sending, 'error').catch(() => {});
    await failed.promise;
    unsubscribe();
    expect(await put(uploadUrl!, 'all of it')).toBe(200);
    expect(cloud.plane.store.deployments.find(id)?.releaseId).toEqual(expect.any(String));
    expect(cloud.faults).toEqual([]);
  });
});

test('a JSON body of 100 MB is refused and the next call is fine', async () => {
  await using cloud = await serveForTest(temporaryFolder());
  const { url, ownerId, plane } = cloud;
  const functions = `${url}/v4/functions/organisations/${ownerId}/functions`;
  const headers = { authorization: `Bearer ${plane.credentials.token}`, 'content-type': 'application/json' };
  const create = (body: RequestInit['body']) =>
    fetch(functions, { method: 'POST', headers, body: body ?? null, duplex: 'half' });
  expect((await create(chunksOf(100 * mebibyte))).status).toBe(413);
  expect((await create('{}')).status).toBe(201);
});

/** Writes the head of a POST to the functions, with these fields, and gives the socket. */
function beginPost({ url, ownerId, plane }: ServedControlPlane, fields: readonly string[]): Socket {
  const { port, host } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  const head = [
    `POST /v4/functions/organisations/${ownerId}/functions HTTP/1.1`,
    `Host: ${host}`,
    `Authorization: Bearer ${plane.credentials.token}`,
    ...fields,
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  return socket;
}

test('a client that announces a body of 2 GB hears that it is too large before it sends any', async () => {
  await using cloud = await serveForTest(temporaryFolder());
  const socket = beginPost(cloud, ['Expect: 100-continue', 'Content-Length: 2000000000']);
  let answer = '';
  for await (const chunk of socket) {
    answer += chunk;
    if (answer.includes('too-large')) break;
  }
  expect(answer).toContain('HTTP/1.1 413');
});

test('a client that goes away in the middle of its body is no fault of ours', async () => {
  await using cloud = await serveForTest(temporaryFolder());
  const socket = beginPost(cloud, ['Content-Type: application/json', 'Content-Length: 100']);
  socket.write('{"name": ');
  await once(socket, 'connect');
  socket.destroySoon();
  // Closing waits until the call has ended.
  await cloud[Symbol.asyncDispose]();
  expect(cloud.faults).toEqual([]);
});

test('two hundred clients deploy at once', async () => {
  await using cloud = await serveForTest(temporaryFolder());
  const { plane, ownerId, engine } = cloud;
  const deployOne = async (source: string) => {
    const { id: functionId } = createFunction(plane, ownerId, {});
    const { id, uploadUrl } = await createDeployment(cloud, functionId);
    expect(await put(uploadUrl!, source)).toBe(200);
    const triggered = await fetch(`${deploymentsOf(cloud, functionId)}/${id}/trigger`, {
      method: 'POST',
      headers: { authorization: `Bearer ${plane.credentials.token}` },
    });
    expect(triggered.status).toBe(202);
    expect(await outcome(plane, id)).toMatchObject({ status: 'READY' });
    expect(engine.activeDeploymentId(functionId)).toBe(id);
  };
  await Promise.all(Array.from({ length: 200 }, (_, index) => deployOne(`source ${index}`)));
});
