import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { Tooltip } from './tooltip.tsx';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  readonly icon: LucideIcon;
  /** What it does: the tooltip, and the name for screen readers. */
  readonly label: string;
  /** The shortcut that does the same, as {@link describeChord} spells it. */
  readonly shortcut?: string | undefined;
  /** In a bar that is lower than a row. */
  readonly small?: boolean;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
}

/** A button that is an icon, with a tooltip that names it and its shortcut. */
export function IconButton({
  icon: Icon,
  label,
  shortcut,
  small = false,
  side = 'bottom',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip content={label} shortcut={shortcut} side={side}>
      <button
        type="button"
        aria-label={label}
        className={classNames(
          'inline-flex shrink-0 items-center justify-center rounded-control text-ink-muted',
          small ? 'size-5' : 'size-6',
          'hover:bg-hover hover:text-ink aria-pressed:bg-selected aria-pressed:text-ink',
          'disabled:pointer-events-none disabled:opacity-50',
          // Its label says why not, so that it can still be pointed at.
          'aria-disabled:opacity-50 aria-disabled:hover:bg-transparent',
          className,
        )}
        {...rest}
      >
        <Icon size={small ? 13 : 15} aria-hidden />
      </button>
    </Tooltip>
  );
}
