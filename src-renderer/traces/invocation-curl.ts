import type { InvocationRow } from '../../src-main/contract/rpc/invocations.ts';

const triggerQueries = { Std: '', Http: '?trigger=http', Pulsar: '' } as const;

/**
 * The curl command that makes the same invocation again, as far as the trace knows it: headers and bodies are only in
 * the composer's history.
 */
export function invocationCurl(row: InvocationRow, gatewayUrl: string): string {
  const { functionId, method, path, trigger } = row;
  const address = `${gatewayUrl}/${functionId}${path === '/' ? '' : path}${triggerQueries[trigger]}`;
  const quoted = `'${address.replaceAll("'", "'\\''")}'`;
  return `curl ${method === 'GET' ? '' : `--request ${method} `}${quoted}`;
}
