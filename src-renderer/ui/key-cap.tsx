/** A shortcut as it stands on the keys. */
export function KeyCap({ chord }: { readonly chord: string }) {
  return (
    <kbd className="rounded-small border border-line-strong bg-pane px-1 py-px text-tiny whitespace-nowrap text-ink-muted">
      {chord}
    </kbd>
  );
}
