import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { get } from '@clevercloud/client/esm/api/v4/function.js';
import { expect, it, onTestFinished } from 'vitest';
import { createCloudClient } from '../../../src-main/remote/cloud-client.ts';

const oauth = { consumerKey: 'a', consumerSecret: 'b', token: 'c', secret: 'd' };

/** A host that answers calls so; where nothing is said of it, never. */
async function startHost(answer: RequestListener = () => {}): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('gives up on a cloud that does not answer, and leaves no rejection behind', async () => {
  const host = await startHost();
  const client = createCloudClient({ host, oauth, ownerId: 'user_1' });
  const call = get({ ownerId: 'user_1', functionId: 'function_1' });
  await expect(client.send(call, { patience: 50 })).rejects.toMatchObject({
    code: 'engine-unavailable',
    message: `${host} did not answer in 0.05 s.`,
  });
});

it('stops waiting for an answer that nobody wants any more', async () => {
  const asked = Promise.withResolvers<void>();
  const client = createCloudClient({
    host: await startHost(() => asked.resolve()),
    oauth,
    ownerId: 'user_1',
  });
  const wish = new AbortController();
  const call = get({ ownerId: 'user_1', functionId: 'function_1' });
  const answer = client.send(call, { signal: wish.signal });
  answer.catch(() => undefined);
  await asked.promise;
  wish.abort(new Error('Never mind.'));
  await expect(answer).rejects.toThrow('Never mind.');
  await expect(client.send(call, { signal: wish.signal })).rejects.toThrow('Never mind.');
});

it.each([
  ['<html>\n<head><title>502 Bad Gateway</title></head>\n<body>…</body></html>', ': 502 Bad Gateway'],
  ['<!doctype html><p>Sorry.</p>', '.'],
  ['out of memory', ': out of memory'],
])('says what a broken cloud says to people: %j', async (page, said) => {
  const host = await startHost((_, response) => {
    response.writeHead(502, { 'Content-Type': page.startsWith('<') ? 'text/html' : 'text/plain' }).end(page);
  });
  const client = createCloudClient({ host, oauth, ownerId: 'user_1' });
  const call = get({ ownerId: 'user_1', functionId: 'function_1' });
  await expect(client.send(call)).rejects.toMatchObject({ message: `${host} answered 502${said}` });
});
