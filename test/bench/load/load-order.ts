/** What the load client is asked to do: one request again and again, over connections that are kept. */
export interface LoadOrder {
  readonly port: number;
  /** The whole request as it goes over the wire; it is answered with 200. */
  readonly request: string;
  readonly connections: number;
  /** Ends after this many milliseconds … */
  readonly milliseconds?: number;
  /** … or after this many requests, whichever is first. */
  readonly requests?: number;
}

export interface LoadResult {
  readonly requests: number;
  /** From the first request to the last answer. */
  readonly milliseconds: number;
  /** Of the answers' times, in microseconds. */
  readonly p50: number;
}

export type LoadReport =
  | { readonly result: LoadResult; readonly problem: null }
  | { readonly result: null; readonly problem: string };
