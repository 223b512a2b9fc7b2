import { type PointerEvent, useRef } from 'react';
import type { TraceCall } from '../../src-main/contract/rpc/invocations.ts';
import { classNames } from '../ui/class-names.ts';
import { formatDuration } from '../ui/format.ts';
import { barPath } from './bar-path.ts';
import {
  type Bar,
  barsOf,
  callAt,
  type Stretch,
  type Timeline,
  type TimelineCall,
  type TimelinePhase,
  ticksOf,
} from './timeline-model.ts';

const laneHeight = 26;
/** Between two labels of the axis, pixels. */
const tickSpace = 96;
/** About what a character of a label takes, pixels. */
const characterWidth = 7;
/** How near to a call the pointer has to be, pixels. */
const reach = 4;
/** A pointer that moved further than this was dragged, pixels. */
const dragDistance = 3;

interface TimelineChartProps {
  readonly timeline: Timeline;
  readonly window: Stretch;
  /** Pixels. */
  readonly width: number;
  readonly selected: TimelineCall | undefined;
  readonly onSelect: (call: TraceCall) => void;
  /** Dragged by that many microseconds. */
  readonly onPan: (by: number) => void;
  /** The call under the pointer and where the pointer is in the chart, undefined for none. */
  readonly onHover: (hover: { call: TimelineCall; x: number; y: number } | undefined) => void;
}

/** The lanes of a timeline, drawn as one path each, whatever the number of calls. */
export function TimelineChart(props: TimelineChartProps) {
  const { timeline, window, width, selected } = props;
  const scale = width / (window.to - window.from);
  const handlers = usePointer(props, scale);
  const { lanes, guest, phases, unkept } = timeline;
  return (
    <div className="relative touch-none" {...handlers}>
      <Axis window={window} width={width} height={(lanes.length + 2) * laneHeight} />
      <div className="relative" style={{ height: laneHeight }}>
        {phases.map((phase) => (
          <PhaseBox key={phase.name} phase={phase} window={window} scale={scale} />
        ))}
      </div>
      <Lane bars={barsOf(guest, window, width)} width={width} colour="fill-accent" />
      {lanes.map(({ category, calls }) => (
        <Lane key={category} bars={barsOf(calls, window, width)} width={width} colour="fill-good" />
      ))}
      {unkept !== null && <UnkeptBox unkept={unkept} window={window} scale={scale} />}
      {selected !== undefined && (
        <span
          aria-hidden
          className="pointer-events-none absolute top-6 bottom-0 border-x border-ink bg-ink/10"
          style={{
            left: (selected.from - window.from) * scale - 1,
            width: (selected.to - selected.from) * scale + 2,
          }}
        />
      )}
    </div>
  );
}

function usePointer({ timeline, window, onSelect, onPan, onHover }: TimelineChartProps, scale: number) {
  const drag = useRef<{ x: number; moved: boolean } | null>(null);
  const find = (event: PointerEvent): { call: TimelineCall; x: number; y: number } | undefined => {
    const box = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const lane = timeline.lanes[Math.floor((y - axisHeight) / laneHeight) - 2];
    const call = lane && callAt(lane.calls, window.from + x / scale, reach / scale);
    return call && { call, x, y };
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { x: event.clientX, moved: false };
    },
    onPointerMove: (event: PointerEvent) => {
      const { current } = drag;
      if (current === null) return onHover(find(event));
      if (!current.moved && Math.abs(event.clientX - current.x) <= dragDistance) return;
      onHover(undefined);
      onPan((current.x - event.clientX) / scale);
      drag.current = { x: event.clientX, moved: true };
    },
    onPointerUp: (event: PointerEvent) => {
      const found = drag.current?.moved === false ? find(event) : undefined;
      drag.current = null;
      if (found !== undefined) onSelect(found.call.call);
    },
    onPointerLeave: () => onHover(undefined),
  };
}

export const axisHeight = 24;

function Axis({
  window,
  width,
  height,
}: {
  readonly window: Stretch;
  readonly width: number;
  readonly height: number;
}) {
  const scale = width / (window.to - window.from);
  return (
    <div aria-hidden className="relative border-b" style={{ height: axisHeight }}>
      {ticksOf(window, width, tickSpace).map(({ time, label }) => (
        <span
          key={time}
          className="absolute top-0 border-l border-line pl-1 font-mono text-tiny whitespace-nowrap text-ink-muted"
          style={{
            left: (time - window.from) * scale,
            height: axisHeight + height,
            lineHeight: `${axisHeight}px`,
          }}
        >
          {(time - window.from) * scale + widthOf(label) < width && label}
        </span>
      ))}
    </div>
  );
}

const phaseLooks: Readonly<Record<TimelinePhase['name'], { title: string; look: string }>> = {
  start: { title: 'Start', look: 'bg-warn-wash text-warn border-warn' },
  run: { title: 'Run', look: 'bg-accent-wash text-ink border-accent' },
  respond: { title: 'Respond', look: 'bg-frame text-ink-muted border-line-strong' },
};

interface PhaseBoxProps {
  readonly phase: TimelinePhase;
  readonly window: Stretch;
  readonly scale: number;
}

function PhaseBox({ phase, window, scale }: PhaseBoxProps) {
  const from = Math.max(phase.from, window.from);
  const to = Math.min(phase.to, window.to);
  if (to <= from) return null;
  const { title, look } = phaseLooks[phase.name];
  const duration = formatDuration(phase.to - phase.from);
  const room = (to - from) * scale;
  return (
    <span
      className={classNames(
        'absolute inset-y-1 overflow-hidden border-l-2 px-1 text-small whitespace-nowrap',
        look,
      )}
      style={{ left: (from - window.from) * scale, width: room }}
      title={`${title} ${duration}`}
    >
      {widthOf(title) < room && title}{' '}
      {widthOf(`${title} ${duration}`) < room && <span className="font-mono">{duration}</span>}
    </span>
  );
}

/** About how wide a label is, with some air: half of a number would be another number. */
function widthOf(label: string): number {
  return (label.length + 1) * characterWidth;
}

interface UnkeptBoxProps {
  readonly unkept: NonNullable<Timeline['unkept']>;
  readonly window: Stretch;
  readonly scale: number;
}

function UnkeptBox({ unkept, window, scale }: UnkeptBoxProps) {
  const from = Math.max(unkept.from, window.from);
  const to = Math.min(unkept.to, window.to);
  if (to <= from) return null;
  return (
    <span
      className="absolute bottom-0 flex items-center justify-center overflow-hidden border-x border-dashed border-line-strong bg-pane px-1 text-small whitespace-nowrap text-ink-muted"
      style={{ left: (from - window.from) * scale, width: (to - from) * scale, top: axisHeight + laneHeight }}
    >
      {unkept.calls.toLocaleString()} calls were not kept
    </span>
  );
}

/** Failed calls reach over the whole lane, so that colour is not all that tells them. */
function Lane({
  bars,
  width,
  colour,
}: {
  readonly bars: readonly Bar[];
  readonly width: number;
  readonly colour: string;
}) {
  return (
    <svg aria-hidden width={width} height={laneHeight} className="relative block border-t">
      <path
        d={barPath(
          bars.filter(({ failed }) => !failed),
          7,
          laneHeight - 14,
        )}
        className={colour}
      />
      <path
        d={barPath(
          bars.filter(({ failed }) => failed),
          1,
          laneHeight - 2,
        )}
        className="fill-bad"
      />
    </svg>
  );
}
