import { PhoneOff } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { InvocationTrace, TraceCall } from '../../src-main/contract/rpc/invocations.ts';
import { useCommands } from '../app/commands/use-commands.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatDuration } from '../ui/format.ts';
import { VirtualList } from '../ui/virtual-list.tsx';
import { CallFilterBar } from './call-filter-bar.tsx';
import { CallSplit } from './call-split.tsx';
import { callCommands } from './trace-commands.ts';
import { everyCall, filterCalls, hasFailed } from './trace-model.ts';
import { useSelectedCall } from './use-selected-call.ts';

/** The calls in their order, one a line as `strace` prints them; a failed invocation opens on its last. */
export function CallsLens({ trace }: { readonly trace: InvocationTrace }) {
  const { calls, invocation } = trace;
  const [selected, select] = useSelectedCall();
  const [filter, setFilter] = useState(everyCall);
  const shown = useMemo(() => filterCalls(calls, filter), [calls, filter]);

  useCommands(callCommands({ shown, selected, select, filter, setFilter }));
  const last = calls.at(-1);
  const opensOnHalt = selected === undefined && last !== undefined && invocation.halt !== 'exit';
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each trace; afterwards the selection is the user's
  useEffect(() => {
    if (opensOnHalt) select(last.index);
  }, [invocation.id]);

  if (calls.length === 0) return <EmptyState icon={PhoneOff} title="The function made no host calls" />;
  const hasTimes = calls.some(({ duration }) => duration !== null);
  return (
    <CallSplit call={calls.find(({ index }) => index === selected)}>
      <div className="flex h-full flex-col">
        <CallFilterBar calls={calls} shown={shown.length} filter={filter} onChange={setFilter} />
        {!hasTimes && (
          <p className="border-b px-3 py-1 text-small text-ink-muted">
            Cloud traces carry no per-call times.
          </p>
        )}
        {trace.dropped > 0 && (
          <p className="border-b px-3 py-1 text-small text-warn">
            {trace.dropped.toLocaleString()} calls in the middle were not kept: the trace holds the first and
            the last.
          </p>
        )}
        {shown.length === 0 ? (
          <p className="p-3 text-ink-muted">
            0 of {calls.length} calls match.{' '}
            <Button look="quiet" onClick={() => setFilter(everyCall)}>
              Clear
            </Button>
          </p>
        ) : (
          <VirtualList
            label="Host calls"
            items={shown}
            keyOf={(call) => String(call.index)}
            selected={selected === undefined ? null : String(selected)}
            onSelect={(call) => select(call.index)}
          >
            {(call) => <CallLine call={call} />}
          </VirtualList>
        )}
      </div>
    </CallSplit>
  );
}

function CallLine({ call }: { readonly call: TraceCall }) {
  const failed = hasFailed(call);
  return (
    <div className="grid w-full grid-cols-[3rem_minmax(0,1fr)_5rem_5rem] items-center gap-3 px-3 font-mono text-small whitespace-nowrap">
      <span className="text-right text-ink-faint">{call.index}</span>
      <span className="truncate">
        <span className={failed ? 'text-bad' : 'text-accent'}>{call.name}</span>
        <span className="text-ink-muted">({call.arguments.map(({ decoded }) => decoded).join(', ')})</span>
        {failed ? (
          <span className="text-bad">
            {' = '}
            {call.errno?.name.toUpperCase()} ({call.errno?.code}) {call.errno?.meaning}
          </span>
        ) : (
          call.results.length > 0 && <span>{` = ${call.results.map(({ value }) => value).join(', ')}`}</span>
        )}
      </span>
      <span className="text-right text-ink-faint" title="Guest time since the call before">
        {call.gap === null ? '' : `+${formatDuration(call.gap)}`}
      </span>
      <span className={classNames('text-right', (call.duration ?? 0) > 1_000 && 'text-warn')}>
        {call.duration === null ? '' : formatDuration(call.duration)}
      </span>
    </div>
  );
}
