import { implement } from '@orpc/server';
import type { AtelierError } from '../contract/errors.ts';
import { rpcContract } from '../contract/rpc/contract.ts';
import { toRpcError } from './rpc-errors.ts';

/** What the groups of calls are implemented with: the contract, and the one place where their errors are caught. */
export function createRpcBuilder(reportFault: (fault: AtelierError) => void) {
  return implement(rpcContract).use(async ({ next }) => {
    try {
      return await next();
    } catch (error) {
      throw toRpcError(error, reportFault);
    }
  });
}

export type RpcBuilder = ReturnType<typeof createRpcBuilder>;
