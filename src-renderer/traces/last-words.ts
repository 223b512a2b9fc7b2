import type { InvocationTrace } from '../../src-main/contract/rpc/invocations.ts';

/** Lines that are shown; the whole is in Output. */
const lastLines = 8;

/**
 * The end of what a failed function wrote: programs say there why they give up or panic, on stdout where they have no
 * stderr. Empty where the reason says it already, as what a script throws does.
 */
export function lastWords({
  halt,
  stdout,
  stderr,
}: Pick<InvocationTrace, 'halt' | 'stdout' | 'stderr'>): string {
  if (halt.kind !== 'exit' && halt.kind !== 'trap') return '';
  return (stderr || stdout).trimEnd().split('\n').slice(-lastLines).join('\n');
}
