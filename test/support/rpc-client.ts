import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { WebSocket } from 'ws';
import type { Change } from '../../src-main/contract/rpc/changes.ts';
import type { rpcContract } from '../../src-main/contract/rpc/contract.ts';

export type RpcClient = ContractRouterClient<typeof rpcContract>;

/** The two packages declare one standard's socket in types that differ in their overloads alone. */
type LinkSocket = ConstructorParameters<typeof RPCLink>[0]['websocket'];

export interface RpcConnection {
  readonly rpc: RpcClient;
  close(): void;
}

interface Identity {
  readonly uiUrl: string;
  readonly token: string;
  readonly origin?: string;
  readonly host?: string;
}

/** Opens the socket that the page would open; it may be refused. */
export function openSocket({ uiUrl, token, origin = uiUrl, host }: Identity): WebSocket {
  return new WebSocket(`${uiUrl.replace('http', 'ws')}/rpc`, ['atelier', `token.${token}`], {
    origin,
    ...(host === undefined ? {} : { headers: { host } }),
  });
}

/** A client as the page has it; waits until the connection is open. */
export async function connectRpc(identity: Identity): Promise<RpcConnection> {
  const socket = openSocket(identity);
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const rpc: RpcClient = createORPCClient(new RPCLink({ websocket: socket as unknown as LinkSocket }));
  return { rpc, close: () => socket.close() };
}

/**
 * Follows the stream of changes and looks again after every batch, and once before the first, until `look` finds what
 * it looks for.
 */
export async function untilFound<Found>(
  rpc: RpcClient,
  look: (changes: readonly Change[]) => Promise<Found | undefined>,
): Promise<Found> {
  const ending = new AbortController();
  const batches = await rpc.platform.changes(undefined, { signal: ending.signal });
  try {
    const early = await look([]);
    if (early !== undefined) return early;
    for await (const batch of batches) {
      const found = await look(batch);
      if (found !== undefined) return found;
    }
    throw new Error('The stream of changes ended.');
  } finally {
    ending.abort();
  }
}
