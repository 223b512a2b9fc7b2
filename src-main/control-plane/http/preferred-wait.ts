import type { Context } from 'hono';

/** Seconds; no call waits for longer, whatever its caller would put up with. */
const longestWait = 60;

/** What a server that closes aborts, so that no call which waits for something holds it up. */
export interface ServerBindings {
  readonly closing: AbortSignal;
}

/**
 * Aborted when a call has waited for as long as its caller lets it, which is what `Prefer: wait=SECONDS` says (RFC 7240,
 * 4.3), when the caller has gone, or when the server closes; at once where the caller asks for no waiting.
 */
export function preferredWait(context: Context): AbortSignal {
  const [, wish = '0'] = /\bwait\s*=\s*"?(\d+)/i.exec(context.req.header('prefer') ?? '') ?? [];
  const seconds = Math.min(Number(wish), longestWait);
  if (seconds === 0) return AbortSignal.abort();
  context.header('Preference-Applied', `wait=${seconds}`);
  const closing = (context.env as ServerBindings | undefined)?.closing;
  const ends = [AbortSignal.timeout(seconds * 1_000), context.req.raw.signal];
  return AbortSignal.any(closing === undefined ? ends : [...ends, closing]);
}
