import { X } from 'lucide-react';
import { useEffect } from 'react';
import { create } from 'zustand';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';

interface Notice {
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

const useNotice = create<{ notice: Notice | null }>(() => ({ notice: null }));

/** How long a notice stays, milliseconds: long enough to read it and reach its button. */
const lifetime = 10_000;

/** Says what was done, with the way to undo it. Nothing that needs an action is ever said only here. */
export function showNotice(notice: Notice): void {
  useNotice.setState({ notice });
}

const close = (): void => useNotice.setState({ notice: null });

/** The place at the foot of the page where notices stand. */
export function NoticeBar() {
  const { notice } = useNotice();
  useEffect(() => {
    if (notice === null) return;
    const timer = setTimeout(close, lifetime);
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <div aria-live="polite" className="pointer-events-none fixed inset-x-0 bottom-9 z-30 flex justify-center">
      {notice !== null && (
        <div className="pointer-events-auto flex items-center gap-2 rounded-card bg-raised py-1.5 pr-1.5 pl-3 shadow-popup">
          {notice.text}
          {notice.action !== undefined && (
            <Button
              look="quiet"
              className="text-accent"
              onClick={() => {
                notice.action?.run();
                close();
              }}
            >
              {notice.action.label}
            </Button>
          )}
          <IconButton icon={X} label="Dismiss" side="top" onClick={close} />
        </div>
      )}
    </div>
  );
}
