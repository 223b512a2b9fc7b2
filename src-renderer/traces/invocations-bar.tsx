import { Pause, Play } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { clearInvocationFilter, isFiltered, useInvocationFilter } from './invocation-filter.ts';

interface InvocationsBarProps {
  readonly count: number;
  readonly hasOlder: boolean;
  readonly isPaused: boolean;
  readonly onPause: () => void;
  readonly onResume: () => void;
}

/** How many invocations are listed, whether a filter hides some, and whether new ones join them. */
export function InvocationsBar({ count, hasOlder, isPaused, onPause, onResume }: InvocationsBarProps) {
  const filtered = isFiltered(useInvocationFilter());
  const number = `${count.toLocaleString()}${hasOlder ? '+' : ''}`;
  const noun = count === 1 && !hasOlder ? 'invocation' : 'invocations';
  return (
    <div
      role="toolbar"
      aria-label="Live list"
      className="flex h-8 shrink-0 items-center gap-1 border-b pr-1 pl-3 text-small text-ink-muted"
    >
      <span role="status">
        {number} {noun}
        {filtered && (count === 1 ? ' matches' : ' match')}
        {isPaused && ', new ones are held back'}
      </span>
      {filtered && (
        <Button look="quiet" onClick={clearInvocationFilter}>
          Clear the filter
        </Button>
      )}
      <span className="grow" />
      <Button look="quiet" icon={isPaused ? Play : Pause} onClick={isPaused ? onResume : onPause}>
        {isPaused ? 'Go on live' : 'Pause'}
      </Button>
    </div>
  );
}
