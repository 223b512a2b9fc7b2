import type { Bar } from './timeline-model.ts';

/** Bars as one SVG path: a lane is drawn at once, however many bars it has. In pixels. */
export function barPath(bars: readonly Bar[], y: number, height: number): string {
  return bars
    .map(({ x, width }) => `M${x.toFixed(1)} ${y}h${width.toFixed(1)}v${height}h-${width.toFixed(1)}z`)
    .join('');
}
