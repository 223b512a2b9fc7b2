import type { ReactNode } from 'react';

/** The head of a sidebar, with its few buttons at the right. */
export function SidebarHeading({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className="flex h-8 shrink-0 items-center gap-0.5 pr-1 pl-3">
      <h2 className="grow truncate text-small font-semibold text-ink-muted">{title}</h2>
      {children}
    </div>
  );
}
