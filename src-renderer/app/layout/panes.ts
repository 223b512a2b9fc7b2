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

/** Frames that a page has to come up in. */
const patience = 60;

/**
 * Puts the focus into the page that was just gone to: into its editor where it has one, as soon as that is there. Who puts
 * it elsewhere meanwhile keeps it.
 */
export function focusPage(): void {
  focusOnceThere(patience, document.activeElement);
}

/** The page that was left stands there for some frames yet, and takes the focus with it when it goes. */
function focusOnceThere(frames: number, origin: Element | null, given = origin): void {
  const page = document.querySelector<HTMLElement>('[data-pane="page"]');
  const active = document.activeElement;
  if (page === null || ![page, document.body, origin, given].includes(active)) return;
  if (active === page || !page.contains(active)) {
    const editor = page.querySelector('[data-editor]')?.shadowRoot?.querySelector<HTMLElement>('.cm-content');
    if (editor != null) editor.focus();
    else if (frames === 0) page.focus();
  }
  const focused = document.activeElement;
  if (frames > 0) requestAnimationFrame(() => focusOnceThere(frames - 1, origin, focused));
}
