import { useEffect, useMemo, useRef, useState } from 'react';
import type { InvocationTrace, TraceCall } from '../../src-main/contract/rpc/invocations.ts';
import { useCommands } from '../app/commands/use-commands.ts';
import { classNames } from '../ui/class-names.ts';
import { formatDuration } from '../ui/format.ts';
import { VirtualList, type VirtualListHandle } from '../ui/virtual-list.tsx';
import { CallFilterBar } from './call-filter-bar.tsx';
import { CallSplit } from './call-split.tsx';
import { NoCalls } from './no-calls.tsx';
import { hasFailed as invocationHasFailed } from './outcome.tsx';
import { callCommands } from './trace-commands.ts';
import { everyCall, filterCalls, hasFailed, outcomeOf, shortCall } from './trace-model.ts';
import { UnkeptCalls } from './unkept-calls.tsx';
import { useSelectedCall } from './use-selected-call.ts';

/** The calls in their order, one a line as `strace` prints them; a failed invocation opens on its last. */
export function CallsLens({ trace }: { readonly trace: InvocationTrace }) {
  const { calls, invocation } = trace;
  const [selected, select] = useSelectedCall();
  const [filter, setFilter] = useState(everyCall);
  const shown = useMemo(() => filterCalls(calls, filter), [calls, filter]);

  const list = useRef<VirtualListHandle>(null);
  const last = calls.at(-1);
  const centre = (): void => {
    if (selected === undefined && last !== undefined) select(last.index);
    if (!shown.some(({ index }) => index === selected)) setFilter(everyCall);
    // Once the list has it.
    requestAnimationFrame(() => list.current?.centre());
  };
  useCommands(callCommands({ shown, selected, select, centre, filter, setFilter }));
  const opensOnHalt = selected === undefined && last !== undefined && invocationHasFailed(invocation);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each trace; afterwards the selection is the user's
  useEffect(() => {
    if (opensOnHalt) select(last.index);
  }, [invocation.id]);

  if (calls.length === 0) return <NoCalls />;
  return (
    <CallSplit call={shown.find(({ index }) => index === selected)}>
      <div className="@container flex h-full flex-col">
        <CallFilterBar calls={calls} shown={shown.length} filter={filter} onChange={setFilter} />
        <UnkeptCalls calls={trace.dropped} consequence=": the trace holds the first and the last." />
        {shown.length === 0 ? (
          <p className="p-3 text-ink-muted">No call matches the filter.</p>
        ) : (
          <VirtualList
            ref={list}
            label="Host calls"
            items={shown}
            keyOf={(call) => String(call.index)}
            selected={selected === undefined ? null : String(selected)}
            onSelect={(call) => select(call.index)}
            header={
              <div className={columns}>
                <span className="text-right">#</span>
                <span>Call</span>
                <span
                  className={`${fromMedium} text-right`}
                  title="Time in the function since the call before"
                >
                  Guest before
                </span>
                <span className="text-right">Took</span>
              </div>
            }
          >
            {(call) => <CallLine call={call} />}
          </VirtualList>
        )}
      </div>
    </CallSplit>
  );
}

const columns =
  'grid h-full w-full grid-cols-[2.5rem_minmax(0,1fr)_4.5rem] items-center gap-3 px-3 whitespace-nowrap ' +
  '@[30rem]:grid-cols-[2.5rem_minmax(0,1fr)_5.5rem_4.5rem]';
const fromMedium = 'hidden @[30rem]:block';

/** What a call came to is the last that gives way where there is little room: it is what one looks for. */
function CallLine({ call }: { readonly call: TraceCall }) {
  const failed = hasFailed(call);
  const outcome = outcomeOf(call);
  return (
    <div className={`${columns} font-mono text-small`} title={shortCall(call)}>
      <span className="text-right text-ink-faint">{call.index}</span>
      <span className="flex min-w-0 gap-[1ch]">
        <span className="min-w-0 truncate">
          <span className={failed ? 'text-bad' : 'text-accent'}>{call.name}</span>
          <span className="text-ink-muted">({call.arguments.map(({ decoded }) => decoded).join(', ')})</span>
        </span>
        {outcome !== '' && (
          <span className={classNames('max-w-2/3 shrink-0 truncate', failed && 'text-bad')}>= {outcome}</span>
        )}
      </span>
      <span className={`${fromMedium} text-right text-ink-faint`}>
        {call.gap === null ? '' : `+${formatDuration(call.gap)}`}
      </span>
      <span className={classNames('text-right', (call.duration ?? 0) > 1_000 && 'text-warn')}>
        {call.duration === null ? '' : formatDuration(call.duration)}
      </span>
    </div>
  );
}
