import { TriangleAlert } from 'lucide-react';
import { Button } from '../ui/button.tsx';

interface DiskBannerProps {
  /** The file was removed; otherwise it has another content than the draft began from. */
  readonly isGone: boolean;
  /** A save was refused for it. */
  readonly isRefused: boolean;
  readonly isComparing: boolean;
  /** Shows the difference, or the editor again. */
  readonly onCompare: () => void;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
}

/** Says that another program changed the file under a draft, with both ways out. */
export function DiskBanner(props: DiskBannerProps) {
  const { isGone, isRefused, isComparing, onCompare, onKeepMine, onTakeTheirs } = props;
  return (
    <div
      role="alert"
      className="flex shrink-0 flex-wrap items-center gap-2 border-b bg-warn-wash px-3 py-1 text-warn"
    >
      <TriangleAlert size={14} aria-hidden className="shrink-0" />
      {/* The words give way before the buttons do. */}
      <span className="min-w-0 grow basis-60">
        {isGone
          ? 'This file is no longer on disk. What you wrote is kept here.'
          : 'This file was changed on disk since you began to write.'}
        {isRefused && !isGone && ' It was not saved: choose which one stays.'}
      </span>
      <span className="flex flex-wrap gap-2">
        {!isGone && <Button onClick={onCompare}>{isComparing ? 'Back to the editor' : 'Compare'}</Button>}
        <Button onClick={onKeepMine}>{isGone ? 'Write it again' : 'Save mine over it'}</Button>
        <Button onClick={onTakeTheirs}>{isGone ? 'Let mine go' : 'Take what is on disk'}</Button>
      </span>
    </div>
  );
}
