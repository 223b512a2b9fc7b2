import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import net, { type Socket, type TcpNetConnectOpts } from 'node:net';
import tls from 'node:tls';
import type { EgressPolicy } from '../../contract/egress.ts';
import { describePolicy, permits, permitsAddress } from './egress-guard.ts';

/** A connection, or why there is none. */
export type Connected =
  | { readonly socket: Socket; readonly problem: null }
  | { readonly socket: null; readonly problem: string };

/** Milliseconds until a connection that nobody answers is given up, its TLS handshake included. */
const connectTimeout = 10_000;

/** `host:port`, an IPv6 address in brackets. */
const addressForm = /^(?:\[(?<v6>[0-9a-fA-F:.]+)\]|(?<name>[^:[\]]+)):(?<port>\d{1,5})$/;

/** Connects to `host:port`: a name, an IPv4 address, or an IPv6 address in brackets, where the policy permits it. */
export function connectTcp(address: string, policy: EgressPolicy): Promise<Connected> {
  return connectTo(address, policy, (target) =>
    settled(net.connect({ ...target, allowHalfOpen: true }), 'connect'),
  );
}

/**
 * The same, with TLS: the server's certificate has to be valid for `hostName`, which it is also asked for by name.
 * An empty host name stands for the address's own.
 */
export function connectTls(address: string, hostName: string, policy: EgressPolicy): Promise<Connected> {
  return connectTo(address, policy, (target) => {
    const verified = hostName === '' ? target.host! : hostName;
    const socket = tls.connect({
      ...target,
      // An address is no name that a server can be asked for (RFC 6066, 3).
      servername: net.isIP(verified) === 0 ? verified : '',
      checkServerIdentity: (_, certificate) => tls.checkServerIdentity(verified, certificate),
    });
    return handshaken(socket);
  });
}

/**
 * A name that may not be connected to is not even looked up. What a permitted one stands for is judged as well, and
 * then connected to: not what the name stands for a moment later.
 */
async function connectTo(
  address: string,
  policy: EgressPolicy,
  connect: (target: TcpNetConnectOpts) => Promise<Connected>,
): Promise<Connected> {
  const target = parseAddress(address);
  if (target === null) return failed(`${JSON.stringify(address.slice(0, 40))} is not host:port`);
  if (!permits(policy, target)) return refused(policy);
  let resolved: LookupAddress[];
  try {
    resolved = await lookup(target.host, { all: true });
  } catch (error) {
    return failed(reasonOf(error as Error));
  }
  const permitted = resolved.filter(({ address }) => permitsAddress(policy, target, address));
  const [first] = permitted;
  if (first === undefined) return refused(policy, standsFor(target.host, resolved));
  return connect({
    ...target,
    lookup: (_, { all }, answer) =>
      all === true ? answer(null, permitted) : answer(null, first.address, first.family),
  });
}

function parseAddress(address: string): { host: string; port: number } | null {
  const groups = addressForm.exec(address)?.groups;
  const port = Number(groups?.port);
  const host = groups?.v6 ?? groups?.name;
  return host === undefined || port > 65_535 ? null : { host, port };
}

function failed(problem: string): Connected {
  return { socket: null, problem };
}

function refused(policy: EgressPolicy, reason = ''): Connected {
  return failed(`egress: refused by policy (${describePolicy(policy)})${reason}`);
}

function standsFor(name: string, resolved: readonly LookupAddress[]): string {
  return `: ${name} stands for ${resolved.map(({ address }) => address).join(', ')}`;
}

/** What fails once there is a connection fails of TLS, whose own words don't always say so. */
async function handshaken(socket: tls.TLSSocket): Promise<Connected> {
  let isConnected = false;
  socket.once('connect', () => {
    isConnected = true;
  });
  const outcome = await settled(socket, 'secureConnect');
  return outcome.socket === null && isConnected
    ? failed(`TLS handshake failed: ${outcome.problem}`)
    : outcome;
}

/** Resolves when the socket is connected, or with what it failed of. */
function settled(socket: Socket, event: 'connect' | 'secureConnect'): Promise<Connected> {
  const { promise, resolve } = Promise.withResolvers<Connected>();
  const seconds = connectTimeout / 1000;
  const patience = setTimeout(
    () => socket.destroy(new Error(`no connection within ${seconds} s`)),
    connectTimeout,
  );
  const fail = (error: Error) => {
    clearTimeout(patience);
    resolve(failed(reasonOf(error)));
  };
  socket.once('error', fail);
  socket.once(event, () => {
    clearTimeout(patience);
    socket.off('error', fail);
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
