import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children?: ReactNode;
  /** What to do about it. */
  readonly actions?: ReactNode;
}

/** What stands where nothing is yet: what would be here, and the one thing to do. */
export function EmptyState({ icon: Icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="flex h-full flex-col items-center justify-center-safe gap-2 overflow-auto px-6 py-2 text-center text-balance">
      <Icon size={28} aria-hidden className="shrink-0 text-ink-faint" strokeWidth={1.5} />
      <h2 className="text-title font-semibold">{title}</h2>
      {children !== undefined && <div className="max-w-100 text-ink-muted">{children}</div>}
      {actions && <div className="flex flex-wrap justify-center gap-2 pt-2">{actions}</div>}
    </div>
  );
}
