import type { ComponentProps } from 'react';
import { classNames } from '../ui/class-names.ts';

interface RequestLineProps extends Omit<ComponentProps<'button'>, 'title'> {
  readonly method: string;
  readonly title: string;
  readonly hint: string;
  readonly onOpen: () => void;
}

/** A request on one line: its method and what it is called. */
export function RequestLine({ method, title, hint, onOpen, ...trigger }: RequestLineProps) {
  return (
    <button
      type="button"
      {...trigger}
      title={`${title}\n${hint}`}
      className="flex h-6.5 w-full min-w-0 items-center gap-2 px-3 text-left hover:bg-hover"
      onClick={onOpen}
    >
      <span
        className={classNames(
          'w-11 shrink-0 font-mono text-tiny font-semibold',
          method === 'GET' ? 'text-good' : 'text-warn',
        )}
      >
        {method}
      </span>
      <span className="truncate">{title}</span>
    </button>
  );
}
