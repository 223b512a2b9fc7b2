import type { TriggerKind } from '../contract/invocation.ts';

/** Which function a request calls, and how. */
export interface CallTarget {
  readonly functionId: string;
  /** What follows the function's id, `/` where nothing does; as it came, still percent-encoded. */
  readonly path: string;
  /** The query without the platform's own parameters. */
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /** Null for one that there is not. */
  readonly trigger: TriggerKind | null;
  readonly debug: boolean;
}

const noQuery = {};

/** Reads a request target, `/<function_id>[/sub/path][?query]` (docs/wire.md, 2). */
export function parseCallTarget(url: string): CallTarget {
  const mark = url.indexOf('?');
  const whole = mark === -1 ? url : url.slice(0, mark);
  const slash = whole.indexOf('/', 1);
  const functionId = slash === -1 ? whole.slice(1) : whole.slice(1, slash);
  const path = slash === -1 ? '/' : whole.slice(slash);
  if (mark === -1) return { functionId, path, query: noQuery, trigger: 'Std', debug: false };
  const parameters = new URLSearchParams(url.slice(mark + 1));
  const debug = parameters.get('debug');
  return {
    functionId,
    path,
    query: queryOf(parameters),
    trigger: triggerOf(parameters.get('trigger')),
    debug: debug !== null && debug !== 'false' && debug !== '0',
  };
}

/** A request target without scheme and host, which those put before it who speak to a proxy (RFC 9112, 3.2.2). */
export function originForm(target: string): string {
  return target.startsWith('/') ? target : target.replace(/^https?:\/\/[^/?]*/i, '');
}

function triggerOf(value: string | null): TriggerKind | null {
  switch (value?.toLowerCase()) {
    case undefined:
    case '':
    case 'std':
      return 'Std';
    case 'http':
      return 'Http';
    default:
      return null;
  }
}

function queryOf(parameters: URLSearchParams): Record<string, string | string[]> {
  // No prototype: a parameter may be called `__proto__`.
  const query: Record<string, string | string[]> = Object.create(null);
  for (const name of new Set(parameters.keys())) {
    if (name === 'trigger' || name === 'debug') continue;
    const values = parameters.getAll(name);
    query[name] = values.length === 1 ? values[0]! : values;
  }
  return query;
}
