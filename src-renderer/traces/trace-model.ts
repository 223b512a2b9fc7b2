import type { TraceCall } from '../../src-main/contract/rpc/invocations.ts';

/** What narrows the list of calls; nothing is ever deleted by it. */
export interface CallFilter {
  /** Found in the call's name, arguments, results and explanation; a regular expression between slashes. */
  readonly text: string;
  /** Empty means every category. */
  readonly categories: readonly string[];
  readonly errorsOnly: boolean;
}

export const everyCall: CallFilter = { text: '', categories: [], errorsOnly: false };

/** Whether a filter hides anything at all. */
export function isFiltering(filter: CallFilter): boolean {
  return filter.text !== '' || filter.categories.length > 0 || filter.errorsOnly;
}

/** Whether a call failed: an errno other than success, or no connection. */
export function hasFailed({ errno, problem }: TraceCall): boolean {
  return (errno !== null && errno.code !== 0) || problem !== null;
}

/** What a call came to, on one line: its results, or why it failed. */
export function outcomeOf({ errno, problem, results }: TraceCall): string {
  if (errno !== null && errno.code !== 0) return `${errno.name} (${errno.code}) ${errno.meaning}`;
  return problem ?? results.map(({ value }) => value).join(', ');
}

/** A call on one line, as `strace` prints it. */
export function describeCall(call: TraceCall): string {
  const parameters = call.arguments.map(({ name, decoded }) => `${name}=${decoded}`);
  return lineOf(
    call,
    parameters,
    call.results.map(({ name, value }) => `${name}=${value}`),
  );
}

/** The same without the names of arguments and results. */
export function shortCall(call: TraceCall): string {
  const parameters = call.arguments.map(({ decoded }) => decoded);
  return lineOf(
    call,
    parameters,
    call.results.map(({ value }) => value),
  );
}

function lineOf(call: TraceCall, parameters: readonly string[], results: readonly string[]): string {
  const outcome = hasFailed(call) ? outcomeOf(call) : results.join(', ');
  return `${call.name}(${parameters.join(', ')})${outcome === '' ? '' : ` = ${outcome}`}`;
}

/** The calls that a filter lets through, in their order. */
export function filterCalls(calls: readonly TraceCall[], filter: CallFilter): readonly TraceCall[] {
  const matches = textMatcher(filter.text);
  return calls.filter(
    (call) =>
      (filter.categories.length === 0 || filter.categories.includes(call.category)) &&
      (!filter.errorsOnly || hasFailed(call)) &&
      matches(`${describeCall(call)} ${call.explanation}`),
  );
}

function textMatcher(text: string): (line: string) => boolean {
  const pattern = /^\/(.+)\/$/.exec(text)?.[1];
  if (pattern !== undefined) {
    try {
      const expression = new RegExp(pattern, 'i');
      return (line) => expression.test(line);
    } catch {
      // Half of a pattern that is still being typed is looked for as it stands.
    }
  }
  const needle = text.toLowerCase();
  return (line) => line.toLowerCase().includes(needle);
}

/** One row of the summary, as `strace -c` prints it. Durations in microseconds; null where the trace has no times. */
export interface CallSummary {
  readonly name: string;
  readonly count: number;
  readonly errors: number;
  readonly total: number | null;
  readonly longest: number | null;
  /** Of the time in all calls, 0 to 1. */
  readonly share: number | null;
}

/** The calls by name, the one that took longest first. */
export function summariseCalls(calls: readonly TraceCall[]): readonly CallSummary[] {
  const all = sum(calls);
  return Object.entries(Object.groupBy(calls, ({ name }) => name))
    .map(([name, group = []]) => {
      const total = sum(group);
      return {
        name,
        count: group.length,
        errors: group.filter(hasFailed).length,
        total,
        longest: total === null ? null : Math.max(...group.map(({ duration }) => duration ?? 0)),
        share: total === null || all === null || all === 0 ? null : total / all,
      };
    })
    .toSorted((one, other) => (other.total ?? other.count) - (one.total ?? one.count));
}

/** What the summary is sorted by, and which way. */
export interface SummaryOrder {
  readonly column: keyof CallSummary;
  readonly direction: 'ascending' | 'descending';
}

/** The rows of a summary in another order; equal ones, and those without a time, stay as they were. */
export function sortSummary(
  rows: readonly CallSummary[],
  { column, direction }: SummaryOrder,
): readonly CallSummary[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return rows.toSorted((one, other) => {
    const [left, right] = [one[column] ?? 0, other[column] ?? 0];
    return sign * (typeof left === 'string' ? left.localeCompare(String(right)) : left - Number(right));
  });
}

function sum(calls: readonly TraceCall[]): number | null {
  return calls.some(({ duration }) => duration === null)
    ? null
    : calls.reduce((total, { duration }) => total + (duration ?? 0), 0);
}
