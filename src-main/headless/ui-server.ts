import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AtelierError } from '../contract/errors.ts';
import type { Platform } from '../platform.ts';
import { readOverview } from './platform-overview.ts';

const page = readFileSync(new URL('./status-page.html', import.meta.url), 'utf8');

/** The page's own inline style and script are all that may run in it; it talks to nobody but its server. */
const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src ${inlineHash('style')}`,
  `script-src ${inlineHash('script')}`,
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const commonHeaders = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** The status page's server: an origin of its own on loopback, without a trailing slash. */
export interface UiServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the status page, which anybody on this machine may load and which says nothing by itself, and `/overview`,
 * which needs the platform's token. Throws `port-taken`.
 */
export async function startUiServer(options: {
  readonly port: number;
  readonly platform: Platform['access'];
}): Promise<UiServer> {
  const server = createServer((request, response) => {
    answer(request, response, options.platform).catch((error: Error) => {
      sendJson(response, 502, { message: `The platform did not answer: ${error.message}` });
    });
  });
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
  platform: Platform['access'],
): Promise<void> {
  if (!isOwnHost(request)) return sendJson(response, 403, { message: 'This host name is not one of ours.' });
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return sendJson(response, 405, { message: 'Only GET works here.' }, { Allow: 'GET, HEAD' });
  switch (request.url) {
    case '/':
      response.writeHead(200, {
        ...commonHeaders,
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': contentSecurityPolicy,
      });
      response.end(page);
      return;
    case '/overview':
      if (!carriesToken(request, platform.token))
        return sendJson(response, 401, { message: 'This needs the token of the platform.' });
      return sendJson(response, 200, await readOverview(platform));
    default:
      return sendJson(response, 404, { message: 'There is nothing at this address.' });
  }
}

/** A page of another site that made its name resolve to 127.0.0.1 still sends its own name as the Host. */
function isOwnHost(request: IncomingMessage): boolean {
  const port = request.socket.localPort;
  return request.headers.host === `127.0.0.1:${port}` || request.headers.host === `localhost:${port}`;
}

/** Compares digests, which have one length whatever was sent, in constant time. */
function carriesToken(request: IncomingMessage, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${token}`));
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

function inlineHash(element: 'style' | 'script'): string {
  const content = page.split(`<${element}>`)[1]?.split(`</${element}>`)[0] ?? '';
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
}
