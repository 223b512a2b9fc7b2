import { CircleAlert, X } from 'lucide-react';
import { useEffect } from 'react';
import { create } from 'zustand';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';

interface Notice {
  readonly text: string;
  /** Something did not work: it stays until it was read. */
  readonly isFailure?: true;
  readonly action?: { readonly label: string; readonly run: () => void };
}

const useNotice = create<{ notice: Notice | null }>(() => ({ notice: null }));

/** How long a notice stays, milliseconds: long enough to read it and reach its button. */
const lifetime = 10_000;

/** Says what was done, with the way to undo it. Gives the way to take that back, where it is still what is said. */
export function showNotice(notice: Notice): () => void {
  useNotice.setState({ notice });
  return () => useNotice.setState((state) => (state.notice === notice ? { notice: null } : state));
}

/** Says what did not work, where no page stands open for it, until somebody has read it. */
export function showFailure(error: unknown, action?: Notice['action']): void {
  const text = error instanceof Error ? error.message : String(error);
  showNotice({ text, isFailure: true, ...(action === undefined ? {} : { action }) });
}

const close = (): void => useNotice.setState({ notice: null });

/** The place at the foot of the page where notices stand. */
export function NoticeBar() {
  const { notice } = useNotice();
  useEffect(() => {
    if (notice === null || notice.isFailure) return;
    const timer = setTimeout(close, lifetime);
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <div aria-live="polite" className="pointer-events-none fixed inset-x-0 bottom-9 z-30 flex justify-center">
      {notice !== null && (
        <div className="pointer-events-auto flex max-w-[min(44rem,92vw)] items-center gap-2 rounded-card bg-raised py-1.5 pr-1.5 pl-3 shadow-popup">
          {notice.isFailure && <CircleAlert size={15} aria-hidden className="shrink-0 text-bad" />}
          <span className="max-h-40 min-w-0 overflow-auto break-words whitespace-pre-wrap select-text">
            {notice.text}
          </span>
          {notice.action !== undefined && (
            <Button
              look="link"
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
