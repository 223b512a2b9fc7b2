import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { RpcClient } from '../../support/rpc-client.ts';

const bytes = 10_000_000;

/** Makes two requests in the composer, one that was never sent and one with an answer of 10 MB; gives their paths. */
export async function prepareRequests(rpc: RpcClient): Promise<{ empty: string; answered: string }> {
  const url = await serveOnce(largeJson());
  const draft = { name: '', method: 'GET', url, headers: [], body: { kind: 'none' as const } };
  const request = { ...draft, authentication: { kind: 'none' as const }, redirects: 0, timeout: 0 };
  const sent = await rpc.requests.send({
    draft: request,
    requestKey: 'answered',
    projectId: null,
    path: null,
    environment: 'Local',
  });
  const keep = (key: string, exchangeId: string | null) =>
    rpc.preferences.set({
      key: `composer.request.${key}`,
      value: JSON.stringify({ draft: request, environment: 'Local', exchangeId, saved: null }),
    });
  await keep('empty', null);
  await keep('answered', sent.id);
  for (let state = sent.state; state !== 'done'; ) {
    if (state === 'failed' || state === 'cancelled') throw new Error(`The large answer was ${state}.`);
    await setTimeout(50);
    ({ state } = await rpc.history.get({ exchangeId: sent.id }));
  }
  return { empty: '/request/empty', answered: '/request/answered' };
}

/** As an API would answer it: many small objects. */
function largeJson(): string {
  const item = (id: number) => ({
    id,
    name: `item ${id}`,
    tags: ['one', 'two'],
    price: id / 7,
    active: true,
  });
  const one = JSON.stringify(item(100_000)).length + 1;
  return JSON.stringify(Array.from({ length: Math.ceil(bytes / one) }, (_, index) => item(index)));
}

/** Answers one request with this JSON; gives its address. */
async function serveOnce(json: string): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', Connection: 'close' });
    response.end(json);
    server.close();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/items`;
}
