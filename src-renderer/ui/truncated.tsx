import type { PointerEvent } from 'react';
import { classNames } from './class-names.ts';

/** A text that is cut off where there is no room for it, and then shown whole by a tooltip. */
export function Truncated({ text, className }: { readonly text: string; readonly className?: string }) {
  const tell = ({ currentTarget: element }: PointerEvent<HTMLElement>): void => {
    element.title = element.scrollWidth > element.clientWidth ? text : '';
  };
  return (
    <span className={classNames('min-w-0 truncate', className)} onPointerEnter={tell}>
      {text}
    </span>
  );
}
