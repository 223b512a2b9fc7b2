import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { copyText } from './copy-text.ts';

interface FailureProps {
  readonly title: string;
  /** The error as it came; its message is for people, the rest goes into the details that can be copied. */
  readonly error: unknown;
  /** What to do about it, in words. */
  readonly hint?: string | null;
  readonly actions?: ReactNode;
}

/** What went wrong, why, and what can be done; the details can be copied. */
export function Failure({ title, error, hint = null, actions }: FailureProps) {
  const message = error instanceof Error ? error.message : String(error);
  return (
    <div role="alert" className="flex flex-col gap-2 rounded-card border border-bad bg-bad-wash p-3">
      <h2 className="flex items-center gap-2 font-semibold text-bad">
        <CircleAlert size={15} aria-hidden className="shrink-0" /> {title}
      </h2>
      <p
        className={classNames(
          'break-words whitespace-pre-wrap select-text',
          message.includes('\n') && 'font-mono text-small',
        )}
      >
        {message}
      </p>
      {hint !== null && <p className="text-ink-muted">{hint}</p>}
      <div className="flex gap-2">
        {actions}
        <Button
          look="quiet"
          className={actions ? undefined : '-ml-2.5'}
          onClick={() => void copyText(`${title}\n${message}`, 'What went wrong')}
        >
          Copy details
        </Button>
      </div>
    </div>
  );
}

/** A failure that stands in the place of the whole page. */
export function PageError(props: FailureProps) {
  return (
    <div className="mx-auto max-w-220 p-5">
      <Failure {...props} />
    </div>
  );
}
