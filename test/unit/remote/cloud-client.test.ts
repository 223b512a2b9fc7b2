import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { get } from '@clevercloud/client/esm/api/v4/function.js';
import { expect, it, onTestFinished } from 'vitest';
import { createCloudClient } from '../../../src-main/remote/cloud-client.ts';

const oauth = { consumerKey: 'a', consumerSecret: 'b', token: 'c', secret: 'd' };

/** A host that takes calls and never answers. */
async function silentHost(): Promise<string> {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('gives up on a cloud that does not answer, and leaves no rejection behind', async () => {
  const host = await silentHost();
  const client = createCloudClient({ host, oauth, ownerId: 'user_1' });
  const call = get({ ownerId: 'user_1', functionId: 'function_1' });
  await expect(client.send(call, 50)).rejects.toMatchObject({
    code: 'engine-unavailable',
    message: `${host} did not answer in 0.05 s.`,
  });
});
