import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

const looks = {
  // A ring of its own colour shows beside it alone.
  primary: 'bg-accent text-accent-ink hover:brightness-110 focus-visible:outline-offset-1',
  plain: 'border border-line-strong bg-raised text-ink hover:bg-hover',
  quiet: 'text-ink-muted hover:bg-hover hover:text-ink',
  link: 'text-accent hover:bg-hover',
  danger: 'border border-bad text-bad hover:bg-bad-wash',
} as const;

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: keyof typeof looks;
  readonly icon?: LucideIcon;
}

/** A button with words on it; its look says how much it matters. */
export function Button({ look = 'plain', icon: Icon, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={classNames(
        'inline-flex h-6.5 shrink-0 items-center justify-center gap-1.5 rounded-control px-2.5 font-medium whitespace-nowrap',
        'disabled:pointer-events-none disabled:opacity-50',
        looks[look],
        className,
      )}
      {...rest}
    >
      {Icon !== undefined && <Icon size={14} aria-hidden className="shrink-0" />}
      {children}
    </button>
  );
}
