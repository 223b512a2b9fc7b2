import { CircleAlert, CircleCheck, CircleMinus, type LucideIcon } from 'lucide-react';
import type { InvocationRow } from '../../src-main/contract/rpc/invocations.ts';
import { classNames } from '../ui/class-names.ts';

const halts: Readonly<Record<string, string>> = {
  exit: 'Exit code',
  trap: 'Trap',
  exception: 'Exception',
  deadline: 'Deadline',
  cancelled: 'Cancelled',
  'memory-limit': 'Memory limit',
  'stack-limit': 'Stack limit',
  'output-limit': 'Output limit',
  'malformed-response': 'Bad response',
  lost: 'Lost',
  refused: 'Refused',
};

/** The triggers as people read them. */
export const triggerNames = { Std: 'Std', Http: 'HTTP', Pulsar: 'Pulsar' } as const;

/** Whether an invocation failed as the platform sees it; a function's own 4xx or 5xx answer is its own affair. */
export function hasFailed(row: InvocationRow): boolean {
  return row.halt !== 'exit' || row.message !== null;
}

/** Whether the gateway turned the request away before the function was run: then there is nothing to trace. */
export function wasRefused({ halt }: InvocationRow): boolean {
  return halt === 'refused';
}

/** Whether an invocation ended with its engine, which took along what it did: that it began is all that is known of it. */
export function diedWithEngine({ halt, start }: InvocationRow): boolean {
  return halt === 'lost' && start === 0;
}

/** How an invocation ended: status, and the reason in words where it did not end well. */
export function Outcome({ row }: { readonly row: InvocationRow }) {
  const { icon: Icon, colour, words, hint } = lookOf(row);
  return (
    <span className={classNames('flex min-w-0 items-center gap-1.5', colour)} title={hint}>
      <Icon size={14} aria-hidden className="shrink-0" />
      <span className="font-mono">{row.status}</span>
      {words !== '' && <span className="truncate">{words}</span>}
    </span>
  );
}

interface Look {
  readonly icon: LucideIcon;
  readonly colour: string;
  readonly words: string;
  readonly hint: string | undefined;
}

function lookOf(row: InvocationRow): Look {
  const { status, halt, message } = row;
  const own = { words: '', hint: 'What the function answered.' };
  if (!hasFailed(row))
    return status < 400
      ? { ...own, icon: CircleCheck, colour: 'text-good', hint: undefined }
      : { ...own, icon: CircleMinus, colour: 'text-warn' };
  const words = halt === 'exit' && message !== null ? capitalised(message) : (halts[halt] ?? halt);
  const hint = message ?? undefined;
  return halt === 'cancelled'
    ? { icon: CircleMinus, colour: 'text-warn', words, hint }
    : { icon: CircleAlert, colour: 'text-bad', words, hint };
}

/** With its first letter in upper case: the platform says reasons as parts of sentences. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
