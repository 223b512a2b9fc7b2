const order = ['rail', 'sidebar', 'page', 'panel', 'inspector', 'status'];

/** Moves the focus to the next pane of the frame, or with -1 to the one before, going round (F6, as on every platform). */
export function focusPane(step: 1 | -1): void {
  const panes = order.flatMap((name) => [...document.querySelectorAll<HTMLElement>(`[data-pane="${name}"]`)]);
  const current = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes.at((current + step) % panes.length);
  const target = next?.querySelector<HTMLElement>(
    '[aria-selected="true"], [tabindex="0"], button:not([tabindex="-1"]), a[href], input, textarea, [contenteditable="true"]',
  );
  (target ?? next)?.focus();
}
