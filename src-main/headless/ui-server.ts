import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AnyRouter } from '@orpc/server';
import { AtelierError } from '../contract/errors.ts';
import { equalSecrets } from '../control-plane/equal-secrets.ts';
import type { Platform } from '../platform.ts';
import { readRendererFile } from '../workstation/renderer-files.ts';
import { serveRpcSocket } from '../workstation/rpc-socket.ts';
import { readOverview } from './platform-overview.ts';
import { statusPage, statusPagePolicy } from './status-page.ts';

const commonHeaders = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

export interface UiServerOptions {
  readonly port: number;
  readonly platform: Platform['access'];
  readonly router: AnyRouter;
  /** Where the workstation's page was built; while it is not, a status page stands in for it. */
  readonly rendererFolder: string;
}

/** The page's server: an origin of its own on loopback, without a trailing slash. */
export interface UiServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the workstation's page, which anybody on this machine may load and which says nothing by itself; what it
 * shows comes over a WebSocket, which needs the platform's token, as does the status page's `/overview`.
 * Throws `port-taken`.
 */
export async function startUiServer(options: UiServerOptions): Promise<UiServer> {
  const server = createServer((request, response) => {
    answer(request, response, options).catch((error: Error) => {
      sendJson(response, 502, { message: `The platform did not answer: ${error.message}` });
    });
  });
  const { platform, router } = options;
  const closeSockets = serveRpcSocket(server, { router, token: platform.token, isOwnHost });
  const { promise: listening, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(options.port, '127.0.0.1', resolve);
  await listening.catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'EADDRINUSE' ? portTaken(options.port, cause) : cause;
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        closeSockets();
        server.closeAllConnections();
      }),
  };
}

function portTaken(port: number, cause: Error): AtelierError {
  return new AtelierError(
    'port-taken',
    `Port ${port} is taken by another program. Choose another with --ui-port, or 0 for any free one.`,
    { cause, details: { port } },
  );
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { platform, rendererFolder }: UiServerOptions,
): Promise<void> {
  if (!isOwnHost(request)) return sendJson(response, 403, { message: 'This host name is not one of ours.' });
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return sendJson(response, 405, { message: 'Only GET works here.' }, { Allow: 'GET, HEAD' });
  const path = (request.url ?? '/').split('?', 1)[0]!;
  if (path === '/overview') return sendOverview(request, response, platform);
  const file = (await readRendererFile(rendererFolder, path)) ?? statusPageAt(path);
  if (file === null) return sendJson(response, 404, { message: 'There is nothing at this address.' });
  response.writeHead(200, { ...commonHeaders, ...file.headers, 'Content-Length': file.bytes.length });
  response.end(file.bytes);
}

function statusPageAt(path: string) {
  if (path !== '/') return null;
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': statusPagePolicy,
  };
  return { bytes: Buffer.from(statusPage), headers };
}

async function sendOverview(
  request: IncomingMessage,
  response: ServerResponse,
  platform: Platform['access'],
): Promise<void> {
  if (!equalSecrets(request.headers.authorization ?? '', `Bearer ${platform.token}`))
    return sendJson(response, 401, { message: 'This needs the token of the platform.' });
  sendJson(response, 200, await readOverview(platform));
}

/** A page of another site that made its name resolve to 127.0.0.1 still sends its own name as the Host. */
function isOwnHost(request: IncomingMessage): boolean {
  const port = request.socket.localPort;
  return request.headers.host === `127.0.0.1:${port}` || request.headers.host === `localhost:${port}`;
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { ...commonHeaders, 'Content-Type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
