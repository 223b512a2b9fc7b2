import { type PointerEvent, useRef } from 'react';
import { barPath } from './bar-path.ts';
import { barsOf, type Stretch, type Timeline } from './timeline-model.ts';

const height = 28;
/** A shorter drag is a click, which keeps the length of the window, pixels. */
const leastDrag = 4;

interface TimelineOverviewProps {
  readonly timeline: Timeline;
  readonly window: Stretch;
  /** Pixels. */
  readonly width: number;
  readonly onWindow: (window: Stretch) => void;
}

/** The whole invocation in a strip, with the window on it; a drag chooses another window. */
export function TimelineOverview({ timeline, window, width, onWindow }: TimelineOverviewProps) {
  const anchor = useRef<number | null>(null);
  const { total, calls, guest } = timeline;
  const whole = { from: 0, to: total };
  const timeOf = (event: PointerEvent): number => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * total;
  };
  const choose = (event: PointerEvent): void => {
    if (anchor.current === null) return;
    const time = timeOf(event);
    const isDrag = Math.abs(time - anchor.current) > (leastDrag / width) * total;
    const half = (window.to - window.from) / 2;
    const from = isDrag
      ? Math.min(time, anchor.current)
      : Math.max(0, Math.min(time - half, total - 2 * half));
    onWindow({ from, to: isDrag ? Math.max(time, anchor.current) : from + 2 * half });
  };
  return (
    <div
      aria-hidden
      className="relative cursor-crosshair touch-none border-b bg-pane"
      style={{ height }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        anchor.current = timeOf(event);
      }}
      onPointerMove={choose}
      onPointerUp={(event) => {
        choose(event);
        anchor.current = null;
      }}
    >
      <svg aria-hidden width={width} height={height} className="block">
        <path d={barPath(barsOf(guest, whole, width), 4, 8)} className="fill-accent" />
        <path d={barPath(barsOf(calls, whole, width), 15, 8)} className="fill-good" />
      </svg>
      <span
        className="pointer-events-none absolute inset-y-0 border-x-2 border-ink-muted bg-ink/5"
        style={{
          left: `${(window.from / total) * 100}%`,
          width: `${((window.to - window.from) / total) * 100}%`,
        }}
      />
    </div>
  );
}
