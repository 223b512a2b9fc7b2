import type { Readable } from 'node:stream';
import type { Header } from './header-pairs.ts';

/** The head of an answer, with its body still to come. Durations in milliseconds. */
export interface WireAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly httpVersion: string;
  readonly headers: readonly Header[];
  readonly body: Readable;
  /** Until the connection stood, TLS included; and from then to the first byte of the answer. */
  readonly timing: { readonly connect: number; readonly firstByte: number };
}
