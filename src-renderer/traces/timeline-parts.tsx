import { Maximize2, ZoomIn, ZoomOut } from 'lucide-react';
import { formatDuration } from '../ui/format.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { axisHeight } from './timeline-chart.tsx';
import { type Stretch, summariseWindow, type Timeline, type TimelineCall } from './timeline-model.ts';
import { describeCall } from './trace-model.ts';

interface TimelineToolbarProps {
  readonly timeline: Timeline;
  readonly window: Stretch;
  readonly onZoom: (factor: number) => void;
  readonly onWhole: () => void;
}

/** What happened in the window, and the ways to another one. */
export function TimelineToolbar({ timeline, window, onZoom, onWhole }: TimelineToolbarProps) {
  const summary = summariseWindow(timeline, window);
  return (
    <div role="toolbar" aria-label="Timeline" className="flex h-8 shrink-0 items-center gap-1 border-b px-2">
      <p className="grow truncate text-small text-ink-muted">
        {formatDuration(window.to - window.from)} in view: {summary.calls.toLocaleString()}{' '}
        {summary.calls === 1 ? 'call' : 'calls'}
        {summary.errors > 0 && <span className="text-bad">, {summary.errors.toLocaleString()} failed</span>},
        guest {formatDuration(summary.guest)}, host {formatDuration(summary.host)}
      </p>
      <IconButton icon={ZoomIn} label="Zoom in" shortcut="W" onClick={() => onZoom(1 / 2)} />
      <IconButton icon={ZoomOut} label="Zoom out" shortcut="S" onClick={() => onZoom(2)} />
      <IconButton icon={Maximize2} label="Show everything" shortcut="0" onClick={onWhole} />
    </div>
  );
}

/** What the lanes are called, in the order in which they are drawn. */
export function LaneNames({ lanes }: { readonly lanes: Timeline['lanes'] }) {
  return (
    <ul aria-label="Lanes" className="w-24 shrink-0 border-r text-small text-ink-muted">
      <li className="flex h-7 items-center border-b bg-pane px-2">all</li>
      <li aria-hidden style={{ height: axisHeight }} />
      {['phases', 'guest', ...lanes.map(({ category }) => category)].map((name) => (
        <li key={name} className="flex h-6.5 items-center px-2">
          {name}
        </li>
      ))}
    </ul>
  );
}

/** The call under the pointer, in short. */
export function HoverCard({
  call: { call, from },
  x,
  y,
  width,
}: {
  call: TimelineCall;
  x: number;
  y: number;
  width: number;
}) {
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute z-10 w-80 rounded-control bg-raised px-2 py-1.5 text-small shadow-popup"
      style={{ left: Math.max(0, Math.min(x + 12, width - 330)), top: y + 40 }}
    >
      <p className="truncate font-mono">{describeCall(call)}</p>
      <p className="text-ink-muted">{call.explanation}</p>
      <p className="font-mono text-ink-muted">
        at {formatDuration(from)}
        {call.duration !== null && `, took ${formatDuration(call.duration)}`}
      </p>
    </div>
  );
}
