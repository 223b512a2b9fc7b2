/** What a key does to a timeline: by `event.code`, so that W A S D stay where they are on other layouts. */
export type TimelineAction =
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'pan'; readonly share: number }
  | { readonly kind: 'select'; readonly step: 'next' | 'previous' | 'first' | 'last' }
  | { readonly kind: 'fit' }
  | { readonly kind: 'whole' };

const actions: Readonly<Record<string, TimelineAction>> = {
  KeyW: { kind: 'zoom', factor: 1 / 1.5 },
  KeyS: { kind: 'zoom', factor: 1.5 },
  KeyA: { kind: 'pan', share: -0.2 },
  KeyD: { kind: 'pan', share: 0.2 },
  ArrowRight: { kind: 'select', step: 'next' },
  ArrowDown: { kind: 'select', step: 'next' },
  Period: { kind: 'select', step: 'next' },
  ArrowLeft: { kind: 'select', step: 'previous' },
  ArrowUp: { kind: 'select', step: 'previous' },
  Comma: { kind: 'select', step: 'previous' },
  Home: { kind: 'select', step: 'first' },
  End: { kind: 'select', step: 'last' },
  KeyF: { kind: 'fit' },
  Digit0: { kind: 'whole' },
};

/** The action of a key press, undefined for one that is not ours. */
export function timelineAction(event: {
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}): TimelineAction | undefined {
  return event.ctrlKey || event.metaKey || event.altKey ? undefined : actions[event.code];
}
