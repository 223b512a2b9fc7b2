import type { MessagePortMainLike } from '@orpc/client/message-port';
import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';

/**
 * Lets whoever holds the other end of a port speak RPC, until it is closed; who that may be was decided by whoever gave
 * the other end away. Fits the ports of Electron's main process, and Node's.
 */
export function serveRpcPort(port: MessagePortMainLike & { start(): void }, router: AnyRouter): void {
  new RPCHandler(router).upgrade(port);
  port.start();
}
