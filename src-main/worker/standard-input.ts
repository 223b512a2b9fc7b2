import type { InvocationInput } from '../contract/invocation.ts';

const nothing = new Uint8Array(0);

/** What a program reads from stdin: what came in, unless a structured trigger hands it over. */
export function standardInput({ trigger, body }: Pick<InvocationInput, 'trigger' | 'body'>): Uint8Array {
  return trigger === 'Std' ? body : nothing;
}
