import { ClockAlert } from 'lucide-react';
import { type KeyboardEvent, useMemo, useState } from 'react';
import type { InvocationTrace } from '../../src-main/contract/rpc/invocations.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { CallSplit } from './call-split.tsx';
import { TimelineChart } from './timeline-chart.tsx';
import { useWheel, useWidth } from './timeline-element.ts';
import { timelineAction } from './timeline-keys.ts';
import {
  buildTimeline,
  fitWindow,
  pan,
  type Stretch,
  type Timeline,
  type TimelineCall,
  zoom,
} from './timeline-model.ts';
import { TimelineOverview } from './timeline-overview.tsx';
import { HoverCard, LaneNames, TimelineToolbar } from './timeline-parts.tsx';
import { describeCall } from './trace-model.ts';
import { useSelectedCall } from './use-selected-call.ts';

/** The invocation over time: its phases, the guest's own time, and the host calls by category. */
export function TimelineLens({ trace }: { readonly trace: InvocationTrace }) {
  const timeline = useMemo(() => buildTimeline(trace), [trace]);
  if (timeline === null)
    return (
      <EmptyState icon={ClockAlert} title="No times to draw">
        The calls of this trace carry no times, as those of a cloud trace. Their order is in Calls.
      </EmptyState>
    );
  return <TimelineView key={trace.invocation.id} timeline={timeline} />;
}

function TimelineView({ timeline }: { readonly timeline: Timeline }) {
  const [index, select] = useSelectedCall();
  const { total, calls } = timeline;
  const [window, setWindow] = useState<Stretch>({ from: 0, to: total });
  const [hover, setHover] = useState<{ call: TimelineCall; x: number; y: number }>();
  const { ref, width } = useWidth();
  const position = calls.findIndex(({ call }) => call.index === index);
  const selected = calls[position];
  const middle = selected ? (selected.from + selected.to) / 2 : (window.from + window.to) / 2;
  const zoomBy = (factor: number, around = middle): void =>
    setWindow((now) => zoom(now, factor, around, total));
  const show = (call: TimelineCall | undefined): void => {
    if (call === undefined) return;
    select(call.call.index);
    setWindow((now) => (call.from < now.from || call.to > now.to ? centred(now, call, total) : now));
  };
  useWheel(ref, (event, share) => {
    const around = window.from + share * (window.to - window.from);
    if (event.deltaX !== 0) setWindow(pan(window, (event.deltaX / width) * (window.to - window.from), total));
    else zoomBy(event.deltaY > 0 ? 1.2 : 1 / 1.2, around);
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const action = timelineAction(event);
    if (action === undefined) return;
    event.preventDefault();
    if (action.kind === 'zoom') zoomBy(action.factor);
    if (action.kind === 'pan') setWindow(pan(window, action.share * (window.to - window.from), total));
    if (action.kind === 'whole') setWindow({ from: 0, to: total });
    if (action.kind === 'fit' && selected !== undefined) setWindow(fitWindow(selected, total));
    if (action.kind === 'select') show(calls[stepFrom(position, calls.length, action.step)]);
  };
  return (
    <CallSplit call={selected?.call}>
      <div className="flex h-full flex-col">
        <TimelineToolbar
          timeline={timeline}
          window={window}
          onZoom={zoomBy}
          onWhole={() => setWindow({ from: 0, to: total })}
        />
        <div className="flex min-h-0 grow overflow-y-auto">
          <LaneNames lanes={timeline.lanes} />
          <section
            ref={ref}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard moves and selects here; the calls are read in their list
            tabIndex={0}
            aria-label="Timeline of the calls. Arrow keys go from call to call, W and S zoom, A and D move."
            className="relative min-w-0 grow outline-offset-[-2px]"
            onKeyDown={onKeyDown}
          >
            {width > 0 && (
              <>
                <TimelineOverview timeline={timeline} window={window} width={width} onWindow={setWindow} />
                <TimelineChart
                  timeline={timeline}
                  window={window}
                  width={width}
                  selected={selected}
                  onSelect={(call) => select(call.index)}
                  onPan={(by) => setWindow((now) => pan(now, by, total))}
                  onHover={setHover}
                />
              </>
            )}
            <p aria-hidden className="px-2 py-3 text-small text-ink-faint">
              Scroll to zoom, drag to move, drag above to choose a stretch. Keys: ← → call, W S zoom, A D
              move, F fit, 0 everything.
            </p>
            {hover !== undefined && <HoverCard {...hover} width={width} />}
            <span role="status" className="sr-only">
              {selected && `${describeCall(selected.call)}, ${selected.call.explanation}`}
            </span>
          </section>
        </div>
      </div>
    </CallSplit>
  );
}

/** The window moved so that a call is in its middle. */
function centred(window: Stretch, { from, to }: Stretch, total: number): Stretch {
  return pan(window, (from + to) / 2 - (window.from + window.to) / 2, total);
}

function stepFrom(position: number, count: number, step: 'next' | 'previous' | 'first' | 'last'): number {
  if (step === 'first' || (position < 0 && step === 'next')) return 0;
  if (step === 'last' || position < 0) return count - 1;
  return Math.max(0, Math.min(count - 1, position + (step === 'next' ? 1 : -1)));
}
