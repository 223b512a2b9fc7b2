import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { rpcContract } from '../../src-main/contract/rpc/contract.ts';
import { openConnection } from './connection.ts';

export type RpcClient = ContractRouterClient<typeof rpcContract>;

/** The platform, as one typed object; calls made while the connection is down wait for it to come back. */
export const connection = openConnection();

export const rpc: RpcClient = createORPCClient({
  call: async (path, input, options) => (await connection.link()).call(path, input, options),
});

/** Query and mutation options for every call, with keys that {@link applyChanges} invalidates. */
export const queries = createTanstackQueryUtils(rpc);
