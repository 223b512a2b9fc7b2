import { type ErrorCode, errorCodes } from '../../src-main/contract/errors.ts';
import type { Exchange } from '../../src-main/contract/rpc/requests.ts';

/** An answer that the gateway gave of its own accord. */
export interface PlatformError {
  readonly code: ErrorCode;
  readonly message: string;
}

/** What can be done about it. */
export type HelpfulAction =
  | 'deploy'
  | 'trace'
  | 'success'
  | 'limits'
  | 'functions'
  | 'resend'
  | 'body'
  | 'parameters';

export interface Explanation {
  readonly text: string;
  /** The one that helps most first. */
  readonly actions: readonly HelpfulAction[];
}

/** Says what an answer of the platform itself means, and what helps. */
export function explainError({ code, message }: PlatformError): Explanation {
  switch (code) {
    case 'not-found':
      return {
        text: 'The gateway knows no such function. It may have been deleted, or its id is that of another platform.',
        actions: ['functions'],
      };
    case 'too-large':
      return { text: `${message} Send less, or let the function fetch it.`, actions: ['body'] };
    case 'too-many-requests':
      return { text: message, actions: ['resend', 'limits'] };
    case 'no-deployment':
      return { text: 'The function has no deployment that is ready.', actions: ['deploy'] };
    case 'engine-unavailable':
      return { text: message, actions: ['resend'] };
    case 'worker-lost':
      return { text: message, actions: ['resend', 'trace'] };
    case 'memory-limit':
      return { text: message, actions: ['limits', 'trace', 'success'] };
    case 'function-failed':
    case 'malformed-response':
    case 'stack-limit':
    case 'output-limit':
    case 'deadline-exceeded':
      return { text: message, actions: ['trace', 'success'] };
    case 'invalid-input':
      return { text: message, actions: ['parameters'] };
    default:
      return { text: message, actions: [] };
  }
}

/**
 * The platform's error in the body of an answer, null where the function answered: functions may answer any status and
 * any JSON, but they don't know the id of their invocation.
 */
export function platformErrorOf(body: string, invocationId: string | null): PlatformError | null {
  try {
    const { code, error, invocationId: id } = JSON.parse(body) as Record<string, unknown>;
    if (invocationId === null || id !== invocationId || typeof error !== 'string') return null;
    return typeof code === 'string' && code in errorCodes
      ? { code: code as ErrorCode, message: error }
      : null;
  } catch {
    return null;
  }
}

/** When a request may be sent again as the answer has it, milliseconds since 1970; null where it does not say. */
export function retryTime({ response, sentAt, timing }: Exchange): number | null {
  const value = response?.headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
  const seconds = Number(value);
  if (value === undefined || Number.isNaN(seconds)) return null;
  return Date.parse(sentAt) + (timing.total ?? 0) + seconds * 1_000;
}

/** The function that an address of the gateway calls, undefined for any other address. */
export function functionOf(url: string): string | undefined {
  return /\/(function_[0-9a-f-]{36})(?=[/?#]|$)/.exec(url)?.[1];
}
