import type { Exchange } from '../../src-main/contract/rpc/requests.ts';

/** What an answer of the platform itself means, and what helps. */
export interface Explanation {
  readonly text: string;
  readonly action: 'deploy' | 'trace' | 'limits' | 'functions' | null;
}

/**
 * Explains a status that the gateway gives of its own accord; undefined where the function answered. A function may
 * answer any status itself: the platform's own answers are JSON with an `error`.
 */
export function explainAnswer(exchange: Exchange, error: string | null): Explanation | undefined {
  const status = exchange.response?.status;
  if (status === undefined || error === null) return undefined;
  switch (status) {
    case 404:
      return { text: 'The gateway knows no such function.', action: 'functions' };
    case 413:
      return { text: 'The request is larger than the platform takes.', action: null };
    case 429: {
      const retry = exchange.response?.headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
      return {
        text: `Every instance is busy and the queue is full. ${retry === undefined ? '' : `Try again in ${retry} s, or allow more instances.`}`,
        action: 'limits',
      };
    }
    case 502:
      return { text: error, action: 'trace' };
    case 503:
      return { text: 'The function has no deployment that is ready.', action: 'deploy' };
    case 504:
      return { text: 'The function did not end before its deadline and was stopped.', action: 'trace' };
    default:
      return undefined;
  }
}

/** The `error` of an answer that is JSON with one, null otherwise. */
export function errorOf(body: string): string | null {
  try {
    const parsed: unknown = JSON.parse(body);
    if (
      typeof parsed === 'object' &&
      parsed !== null &&
      'error' in parsed &&
      typeof parsed.error === 'string'
    )
      return parsed.error;
  } catch {
    // Not the platform's
  }
  return null;
}

/** The function that an address of the gateway calls, undefined for any other address. */
export function functionOf(url: string): string | undefined {
  return /\/(function_[0-9a-f-]{36})(?=[/?#]|$)/.exec(url)?.[1];
}
