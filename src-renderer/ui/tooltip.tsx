import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement } from 'react';
import { KeyCap } from './key-cap.tsx';

interface TooltipProps {
  readonly content: string;
  readonly shortcut?: string | undefined;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
  /** The one element that it explains. */
  readonly children: ReactElement<Record<string, unknown>>;
}

/** A hint on hover and focus. What it says has to be reachable without it as well. */
export function Tooltip({ content, shortcut, side = 'bottom', children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-50">
          <Base.Popup className="flex max-w-80 items-center gap-2 rounded-control bg-raised px-2 py-1 text-small text-ink shadow-popup">
            {content}
            {shortcut !== undefined && <KeyCap chord={shortcut} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
