import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

interface FactListProps {
  readonly children: ReactNode;
  /** In a side pane. */
  readonly narrow?: boolean;
}

/** Facts with their names, one below the other. */
export function FactList({ children, narrow = false }: FactListProps) {
  return (
    <dl
      className={classNames(
        'grid items-start gap-y-1',
        narrow
          ? 'grid-cols-[6rem_minmax(0,1fr)] px-3 py-1 *:min-h-6'
          : 'max-w-220 grid-cols-[9rem_minmax(0,1fr)] p-4 *:min-h-7',
      )}
    >
      {children}
    </dl>
  );
}

interface FactProps {
  readonly name: string;
  readonly children: ReactNode;
}

/** One of them. */
export function Fact({ name, children }: FactProps) {
  return (
    <>
      {/* Beside the first line of what is said of it. */}
      <dt className={`flex min-h-[inherit] items-center text-ink-muted`}>{name}</dt>
      <dd className="flex min-w-0 items-center gap-1">{children}</dd>
    </>
  );
}
