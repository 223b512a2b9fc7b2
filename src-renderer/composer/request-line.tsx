import { useLocation } from '@tanstack/react-router';
import type { ComponentProps } from 'react';
import { goTo } from '../app/go-to.ts';
import { tabPathOf } from '../app/tabs/tabs.ts';
import { classNames } from '../ui/class-names.ts';
import { useComposer } from './drafts.ts';
import { requestAddress } from './request-address.ts';
import { isUnsaved } from './saved-drafts.ts';

interface RequestLineProps extends Omit<ComponentProps<'button'>, 'title'> {
  readonly requestKey: string;
  readonly method: string;
  readonly title: string;
  readonly hint: string;
  /** Makes it ready to be shown. */
  readonly onOpen?: () => void;
}

/** A request on one line: its method, what it is called, and whether it is the one on the screen. */
export function RequestLine({ requestKey, method, title, hint, onOpen, ...trigger }: RequestLineProps) {
  const address = requestAddress(requestKey);
  const isShown = tabPathOf(useLocation().pathname) === address;
  const [state] = useComposer(requestKey);
  return (
    <button
      type="button"
      {...trigger}
      aria-current={isShown ? 'page' : undefined}
      title={`${method} ${title}\n${hint}`}
      className={classNames(
        'flex h-6.5 w-full min-w-0 items-center gap-2 px-3 text-left',
        isShown ? 'bg-selected' : 'hover:bg-hover',
      )}
      onClick={() => {
        onOpen?.();
        goTo(address);
      }}
    >
      <span
        className={classNames(
          'w-12 shrink-0 truncate font-mono text-tiny font-semibold',
          method === 'GET' ? 'text-good' : 'text-warn',
        )}
      >
        {method}
      </span>
      <span className="truncate">{title}</span>
      {state !== undefined && isUnsaved(state) && <span className="text-ink-muted">•</span>}
    </button>
  );
}
