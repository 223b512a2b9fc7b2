import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { AtelierError } from '../../contract/errors.ts';
import type { ServerBindings } from './preferred-wait.ts';

/** How long running calls may go on after `close`, in milliseconds; an upload can be longer than anybody waits. */
const closingGrace = 2_000;

/** Clients that keep a connection longer than the server lose requests on it: longer than they usually do. */
const keepAliveTimeout = 65_000;

/** A control plane that listens. */
export interface ControlPlaneServer {
  /** Without a trailing slash: `http://127.0.0.1:8786`. */
  readonly url: string;
  /**
   * Stops listening, lets running calls end within two seconds, and those that wait for something at once. Resolves when
   * every connection is closed.
   */
  close(): Promise<void>;
}

/**
 * Serves the application on the loopback interface; port 0 picks a free one.
 * Throws `port-taken` where another program listens on the port.
 */
export async function serveControlPlane(options: {
  readonly app: OpenAPIHono;
  readonly port: number;
}): Promise<ControlPlaneServer> {
  const hostname = '127.0.0.1';
  const closing = new AbortController();
  const bindings: ServerBindings = { closing: closing.signal };
  const server = createAdaptorServer({
    fetch: (request, connection) => options.app.fetch(request, { ...connection, ...bindings }),
    hostname,
    overrideGlobalObjects: false,
    serverOptions: { keepAliveTimeout },
  }) as Server;
  await listen(server, options.port, hostname);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${hostname}:${port}`,
    close: () => {
      closing.abort();
      return close(server);
    },
  };
}

function listen(server: Server, port: number, hostname: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (cause: NodeJS.ErrnoException) =>
      reject(cause.code === 'EADDRINUSE' ? portTaken(port, cause) : cause);
    server.once('error', refuse);
    server.listen(port, hostname, () => {
      server.off('error', refuse);
      resolve();
    });
  });
}

function portTaken(port: number, cause: Error): AtelierError {
  return new AtelierError(
    'port-taken',
    `Port ${port} is taken by another program. Choose another with --api-port, or 0 for any free one.`,
    { cause, details: { port } },
  );
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // A connection that a running call holds is closed with its answer, and not kept for a next call.
    server.keepAliveTimeout = 1;
    server.keepAliveTimeoutBuffer = 0;
    const timer = setTimeout(() => server.closeAllConnections(), closingGrace);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
