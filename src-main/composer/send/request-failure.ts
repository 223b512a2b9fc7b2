import type { Exchange } from '../../contract/rpc/requests.ts';

export type Failure = NonNullable<Exchange['failure']>;

/** Why a request got no whole answer: what happened, and what to do. It is shown where the answer would be. */
export class RequestFailure extends Error {
  override readonly name = 'RequestFailure';
  readonly code: string;
  readonly hint: string | null;

  constructor(code: string, message: string, hint: string | null = null, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.hint = hint;
  }
}
