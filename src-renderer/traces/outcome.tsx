import { CircleAlert, CircleCheck } from 'lucide-react';
import type { InvocationRow } from '../../src-main/contract/rpc/invocations.ts';
import { classNames } from '../ui/class-names.ts';

const halts: Readonly<Record<string, string>> = {
  exit: 'Exit code',
  trap: 'Trap',
  exception: 'Exception',
  deadline: 'Deadline',
  'memory-limit': 'Memory limit',
  'stack-limit': 'Stack limit',
  'output-limit': 'Output limit',
  'malformed-response': 'Malformed response',
  lost: 'Worker lost',
};

/** The triggers as people read them. */
export const triggerNames = { Std: 'Std', Http: 'HTTP', Pulsar: 'Pulsar' } as const;

/** Whether an invocation failed as the platform sees it; a function's own 4xx or 5xx answer is its own affair. */
export function hasFailed(row: InvocationRow): boolean {
  return row.halt !== 'exit' || row.message !== null;
}

/** How an invocation ended: status, and the reason in words where it did not end well. */
export function Outcome({ row }: { readonly row: InvocationRow }) {
  const failed = hasFailed(row);
  const Icon = failed ? CircleAlert : CircleCheck;
  return (
    <span className={classNames('flex min-w-0 items-center gap-1.5', failed ? 'text-bad' : 'text-good')}>
      <Icon size={14} aria-hidden className="shrink-0" />
      <span className="font-mono">{row.status}</span>
      {failed && <span className="truncate">{halts[row.halt] ?? row.halt}</span>}
    </span>
  );
}
