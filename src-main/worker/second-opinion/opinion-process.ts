import { type SerializedError, serializeError } from '../../contract/errors.ts';
import type { InvocationInput, InvocationOutput } from '../../contract/invocation.ts';
import type { OtherEngine } from '../../contract/second-opinion.ts';
import { runUnder } from './run-under.ts';

/** What the process is asked for. */
export interface OpinionOrder {
  readonly engine: OtherEngine;
  readonly wasm: Uint8Array;
  readonly input: InvocationInput;
}

export type OpinionAnswer = { readonly output: InvocationOutput } | { readonly error: SerializedError };

/** Entry of a process that runs one program under another engine: only a process can be ended, whatever it does. */
process.once('message', async ({ engine, wasm, input }: OpinionOrder) => {
  const answer: OpinionAnswer = await runUnder(engine, wasm, input).then(
    (output) => ({ output }),
    (error: unknown) => ({ error: serializeError(error) }),
  );
  process.send?.(answer, () => process.disconnect());
});
