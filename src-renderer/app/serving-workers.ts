import type { PlatformFacts } from '../../src-main/contract/rpc/facts.ts';

/** How many worker threads take invocations: neither the spares nor those that end what they have begun. */
export function servingWorkers({ workers }: PlatformFacts): number {
  return workers.filter(({ state }) => state !== 'spare' && state !== 'retiring').length;
}
