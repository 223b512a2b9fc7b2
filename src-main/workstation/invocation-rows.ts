import { setImmediate as turn } from 'node:timers/promises';
import type { z } from 'zod';
import type { InvocationRow, invocationFilterSchema } from '../contract/rpc/invocations.ts';
import type { Store } from '../store/open-store.ts';
import type { KeptInvocation } from '../traces/kept-invocation.ts';
import type { TraceStore } from '../traces/trace-store.ts';
import { sourceOf } from './invocation-source.ts';

type Filter = z.output<typeof invocationFilterSchema>;

/** Rows that are read before others get their turn: a filter that matches nothing reads them all. */
const pageSize = 500;

/** The invocations that a filter lets through, newest first, until the signal is aborted. */
export async function listInvocationRows(
  traces: TraceStore,
  store: Store,
  filter: Filter,
  signal: AbortSignal | undefined,
): Promise<InvocationRow[]> {
  const describe = rowWriter(store);
  const rows: InvocationRow[] = [];
  let before = filter.before ?? null;
  while (signal?.aborted !== true) {
    const page = traces.list({ functionId: filter.functionId ?? null, limit: pageSize, before });
    rows.push(...page.map(describe).filter((row) => passes(row, filter)));
    if (rows.length >= filter.limit || page.length < pageSize) break;
    before = page.at(-1)?.id ?? null;
    await turn();
  }
  return rows.slice(0, filter.limit);
}

/** Makes rows of kept invocations, asking once for each function and release. */
export function rowWriter({ functions, releases }: Store): (invocation: KeptInvocation) => InvocationRow {
  const nameOf = remembered((id: string) => functions.find(id)?.name ?? null);
  const numberOf = remembered((id: string) => releases.find(id)?.number ?? null);
  return (invocation) => {
    const { id, functionId, releaseId, receivedAt, timing, ...rest } = invocation;
    const { trigger, method, path, status, halt, message, calls, errors, pages } = rest;
    return {
      id,
      functionId,
      functionName: nameOf(functionId),
      releaseNumber: releaseId === null ? null : numberOf(releaseId),
      receivedAt: new Date(receivedAt).toISOString(),
      trigger,
      source: sourceOf(invocation),
      method,
      path,
      status,
      halt,
      message: message ?? exitMessage(invocation),
      ...timing,
      calls,
      errors,
      pages,
    };
  };
}

/** An exit with a code other than 0 is a failure that nobody has put into words. */
function exitMessage({ exitCode }: KeptInvocation): string | null {
  return exitCode === null || exitCode === 0 ? null : `exit code ${exitCode}`;
}

function passes(row: InvocationRow, { outcome, source, trigger, text }: Filter): boolean {
  const failed = row.halt !== 'exit' || row.message !== null;
  if (outcome !== 'all' && (outcome === 'failed') !== failed) return false;
  if (source != null && row.source !== source) return false;
  if (trigger != null && row.trigger !== trigger) return false;
  const { id, functionName, method, path, status, halt, message } = row;
  const searched = [id, functionName, method, path, status, halt, message].join(' ').toLowerCase();
  return searched.includes(text.toLowerCase());
}

function remembered<Key, Value>(find: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.has(key) ? known.get(key)! : find(key);
    known.set(key, value);
    return value;
  };
}
