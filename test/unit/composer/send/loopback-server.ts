import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Server as SocketServer } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Certificate } from '../../../support/self-signed-certificate.ts';

/** Serves a listener on the loopback for the running test, and gives its origin. */
export async function serve(listener: RequestListener, certificate?: Certificate): Promise<string> {
  const server =
    certificate === undefined ? createServer(listener) : createSecureServer(certificate, listener);
  const port = await listen(server);
  return certificate === undefined ? `http://127.0.0.1:${port}` : `https://localhost:${port}`;
}

/** Lets any server listen on the loopback for the running test, and gives its port. */
export async function listen(server: SocketServer | Server): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  onTestFinished(() => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}
