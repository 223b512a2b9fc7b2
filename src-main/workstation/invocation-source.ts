import type { InvocationNotice } from '../contract/engine-messages.ts';
import type { InvocationRow } from '../contract/rpc/invocations.ts';

type Source = InvocationRow['source'];

/** How the programs name themselves in their User-Agent. */
const agents: readonly (readonly [pattern: RegExp, source: Source])[] = [
  [/^atelier\b/i, 'composer'],
  [/^curl\//i, 'curl'],
  [/\bclever\b/i, 'clever'],
  [/^mozilla\//i, 'browser'],
];

/** Who sent an invocation, as far as its User-Agent says. */
export function sourceOf({ trigger, userAgent }: Pick<InvocationNotice, 'trigger' | 'userAgent'>): Source {
  if (trigger === 'Pulsar') return 'pulsar';
  return agents.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'other';
}
