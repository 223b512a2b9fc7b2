import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { browserToken } from './browser-token.ts';
import { desktopPort } from './desktop-port.ts';

export type ConnectionState = 'connecting' | 'open' | 'lost' | 'refused';
type Link = PortLink<Record<never, never>> | SocketLink<Record<never, never>>;

/** The way to the platform: a port in the desktop app, a socket that comes back by itself in the browser. */
export interface Connection {
  /** The link of the moment; waits for the next one while there is none. */
  link(): Promise<Link>;
  readonly state: ConnectionState;
  subscribe(listener: () => void): () => void;
}

/** Longest wait between two attempts, milliseconds: a restarted platform is found again within a second or two. */
const longestPause = 2_000;

/** Opens the connection that fits where the page runs, and keeps it open for as long as the page lives. */
export function openConnection(): Connection {
  const listeners = new Set<() => void>();
  let state: ConnectionState = 'connecting';
  let current = Promise.withResolvers<Link>();

  const become = (next: ConnectionState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const opened = (link: Link): void => {
    current.resolve(link);
    become('open');
  };

  const connectSocket = (token: string, attempt: number): void => {
    const address = new URL('/rpc', window.location.href);
    address.protocol = address.protocol.replace('http', 'ws');
    // A browser's WebSocket can send no header, and a token in an address ends up in logs: a subprotocol carries it.
    const websocket = new WebSocket(address, ['atelier', `token.${token}`]);
    let wasOpen = false;
    websocket.addEventListener('open', () => {
      wasOpen = true;
      opened(new SocketLink({ websocket }));
    });
    websocket.addEventListener('close', (event) => {
      // 4401: the platform lives and does not know this token; trying again would not help.
      if (event.code === 4401) return become('refused');
      if (wasOpen) current = Promise.withResolvers<Link>();
      become('lost');
      const next = wasOpen ? 0 : attempt + 1;
      setTimeout(() => connectSocket(token, next), Math.min(longestPause, 100 * 2 ** next));
    });
  };

  const port = desktopPort();
  if (port !== undefined) {
    void port.then((opening) => {
      opened(new PortLink({ port: opening }));
      opening.start();
    });
  } else {
    const token = browserToken();
    if (token === undefined) state = 'refused';
    else connectSocket(token, 0);
  }

  return {
    link: () => current.promise,
    get state() {
      return state;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
