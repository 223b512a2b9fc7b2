import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { equalSecrets } from '../control-plane/equal-secrets.ts';

/** The path and the subprotocol under which the screen speaks; its token comes as a second one, `token.<token>`. */
const path = '/rpc';
const protocol = 'atelier';

/** Bytes of one message: the largest upload with what is around it. */
const largestMessage = 256 * 1024 * 1024;

/** Closed for a token that is not ours: trying again would not help. */
const wrongToken = 4401;
const goingAway = 1001;

export interface RpcSocketOptions {
  readonly router: AnyRouter;
  readonly token: string;
  /** Whether a Host header names this very server: a name that somebody made resolve to us does not. */
  readonly isOwnHost: (request: IncomingMessage) => boolean;
}

/**
 * Lets a server's page speak RPC over a WebSocket at `/rpc`; gives what ends all connections. A page of another origin
 * is refused before the handshake, a wrong token after it, with a code that the page can tell from a broken connection.
 */
export function serveRpcSocket(server: Server, options: RpcSocketOptions): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestMessage,
    handleProtocols: () => protocol,
  });
  const handler = new RPCHandler(options.router);
  server.on('upgrade', (request, connection, head) => {
    const refusal = refusalOf(request, options);
    if (refusal !== null) return refuse(connection, refusal);
    sockets.handleUpgrade(request, connection, head, (socket) => {
      socket.on('error', () => socket.terminate());
      if (carriesToken(request, options.token)) void handler.upgrade(paced(socket));
      else socket.close(wrongToken, 'This token is not the platform’s.');
    });
  });
  return () => {
    for (const socket of sockets.clients) {
      socket.close(goingAway, 'The platform stops.');
      socket.terminate();
    }
    sockets.close();
  };
}

function refusalOf(request: IncomingMessage, { isOwnHost }: RpcSocketOptions): string | null {
  if (request.url !== path) return '404 Not Found';
  if (!isOwnHost(request)) return '403 Forbidden';
  // Browsers let any page open a WebSocket to anywhere, and say which page it was.
  if (request.headers.origin !== `http://${request.headers.host}`) return '403 Forbidden';
  return offeredProtocols(request).includes(protocol) ? null : '400 Bad Request';
}

function refuse(connection: Duplex, status: string): void {
  connection.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function carriesToken(request: IncomingMessage, token: string): boolean {
  const offered = offeredProtocols(request).find((name) => name.startsWith('token.')) ?? '';
  return equalSecrets(offered, `token.${token}`);
}

function offeredProtocols(request: IncomingMessage): string[] {
  return (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
}

/** A socket whose `send` lasts until the bytes are on their way: a stream to a slow page then makes no more of them. */
function paced(socket: WebSocket): Pick<WebSocket, 'addEventListener' | 'send'> {
  return {
    addEventListener: socket.addEventListener.bind(socket),
    send: (data: Parameters<WebSocket['send']>[0]) =>
      new Promise<void>((resolve) => {
        // An error is that of a page that has gone, of which the `close` event tells.
        socket.send(data, () => resolve());
      }),
  };
}
