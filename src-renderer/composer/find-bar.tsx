import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { TextInput } from '../ui/field.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { mostMatches } from './find-matches.ts';

interface FindBarProps {
  readonly needle: string;
  /** Which of the matches is shown, from 0. */
  readonly current: number;
  readonly count: number;
  readonly onNeedle: (needle: string) => void;
  readonly onMove: (to: number) => void;
  readonly onClose: () => void;
}

/** Puts the cursor into the search, once it is on the page. */
export function focusFindBar(): void {
  requestAnimationFrame(() => {
    const input = document.querySelector<HTMLInputElement>('[data-find]');
    input?.focus();
    input?.select();
  });
}

/** Searches what is shown: how many matches there are, and from one to the next. */
export function FindBar({ needle, current, count, onNeedle, onMove, onClose }: FindBarProps) {
  const move = (by: number): void => {
    if (count > 0) onMove((current + by + count) % count);
  };
  return (
    <search className="flex shrink-0 items-center gap-1 border-b px-2 py-1">
      <TextInput
        aria-label="Find in the answer"
        data-find
        placeholder="Find in the answer"
        className="max-w-72"
        value={needle}
        onChange={(event) => onNeedle(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') move(event.shiftKey ? -1 : 1);
          if (event.key === 'Escape') onClose();
        }}
      />
      <span role="status" className="min-w-20 px-1 text-small text-ink-muted">
        {needle !== '' && countText(current, count)}
      </span>
      <IconButton icon={ChevronUp} label="Previous match" shortcut="Shift+↵" onClick={() => move(-1)} />
      <IconButton icon={ChevronDown} label="Next match" shortcut="↵" onClick={() => move(1)} />
      <span className="grow" />
      <IconButton icon={X} label="Close the search" shortcut="Esc" onClick={onClose} />
    </search>
  );
}

function countText(current: number, count: number): string {
  if (count === 0) return 'No match';
  const all = count === mostMatches ? `${count.toLocaleString()} or more` : count.toLocaleString();
  return `${(current + 1).toLocaleString()} of ${all}`;
}
