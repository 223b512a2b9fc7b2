import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { RouterClient } from '@orpc/server';
import { os } from '@orpc/server';
import { expect, it } from 'vitest';
import { createChangeHub } from '../../../src-main/workstation/change-hub.ts';
import { serveRpcPort } from '../../../src-main/workstation/rpc-port.ts';

it('answers calls and streams over a port, and ends the streams with it', async () => {
  const hub = createChangeHub();
  const streamEnded = Promise.withResolvers<void>();
  const router = {
    ping: os.handler(() => 'pong'),
    changes: os.handler(({ signal }) => {
      signal!.addEventListener('abort', () => streamEnded.resolve());
      return hub.follow(signal!);
    }),
  };
  const { port1, port2 } = new MessageChannel();
  serveRpcPort(port1, router);
  const client: RouterClient<typeof router> = createORPCClient(new RPCLink({ port: port2 }));
  port2.start();
  expect(await client.ping()).toBe('pong');
  const changes = await client.changes();
  hub.publish({ topic: 'facts' });
  expect((await changes.next()).value).toEqual([{ topic: 'facts' }]);
  const closed = once(port1, 'close');
  port2.close();
  await closed;
  await streamEnded.promise;
});
