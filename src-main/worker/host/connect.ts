import net, { type Socket } from 'node:net';
import tls from 'node:tls';

/** A connection, or why there is none. */
export type Connected =
  | { readonly socket: Socket; readonly problem: null }
  | { readonly socket: null; readonly problem: string };

/** `host:port`, an IPv6 address in brackets. */
const addressForm = /^(?:\[(?<v6>[0-9a-fA-F:.]+)\]|(?<name>[^:[\]]+)):(?<port>\d{1,5})$/;

/** Connects to `host:port`: a name, an IPv4 address, or an IPv6 address in brackets. */
export function connectTcp(address: string): Promise<Connected> {
  const target = parseAddress(address);
  if (target === null) return Promise.resolve(malformed(address));
  return settled(net.connect({ ...target, allowHalfOpen: true }), 'connect');
}

/**
 * The same, with TLS: the server's certificate has to be valid for `hostName`, which it is also asked for by name.
 * An empty host name stands for the address's own.
 */
export function connectTls(address: string, hostName: string): Promise<Connected> {
  const target = parseAddress(address);
  if (target === null) return Promise.resolve(malformed(address));
  const verified = hostName === '' ? target.host : hostName;
  const socket = tls.connect({
    ...target,
    // An address is no name that a server can be asked for (RFC 6066, 3).
    servername: net.isIP(verified) === 0 ? verified : '',
    checkServerIdentity: (_, certificate) => tls.checkServerIdentity(verified, certificate),
  });
  return settled(socket, 'secureConnect');
}

function parseAddress(address: string): { host: string; port: number } | null {
  const groups = addressForm.exec(address)?.groups;
  const port = Number(groups?.port);
  const host = groups?.v6 ?? groups?.name;
  return host === undefined || port > 65_535 ? null : { host, port };
}

function malformed(address: string): Connected {
  return { socket: null, problem: `${JSON.stringify(address)} is not host:port` };
}

/** Resolves when the socket is connected, or with what it failed of. */
function settled(socket: Socket, event: 'connect' | 'secureConnect'): Promise<Connected> {
  const { promise, resolve } = Promise.withResolvers<Connected>();
  const failed = (error: Error) => resolve({ socket: null, problem: reasonOf(error) });
  socket.once('error', failed);
  socket.once(event, () => {
    socket.off('error', failed);
    resolve({ socket, problem: null });
  });
  return promise;
}

/**
 * What went wrong in few words. A name may stand for several addresses, and then has as many failures; OpenSSL keeps
 * its own words apart from the message; what follows a semicolon is advice to whoever started Node.
 */
function reasonOf(error: Error): string {
  const [first = error] = error instanceof AggregateError ? (error.errors as Error[]) : [];
  const reason = 'reason' in first && typeof first.reason === 'string' ? first.reason : first.message;
  return reason.split(';', 1).join();
}
