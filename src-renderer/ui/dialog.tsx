import { Dialog as Base } from '@base-ui/react/dialog';
import { Children, type ReactNode, type RefObject } from 'react';
import { classNames } from './class-names.ts';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** One or two sentences under the title. */
  readonly description?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons, the one that does it last. */
  readonly actions?: ReactNode;
  readonly wide?: boolean;
  /** What has the focus at first; without it, the first that can have it. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
  /** What Enter in a field of it does; where it is not possible, nothing. */
  readonly onEnter?: () => void;
}

/** A question or a small form over the page; Escape and a click beside it close it. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  children,
  actions,
  wide = false,
  initialFocus,
  onEnter,
}: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-frame/70" />
        <Base.Popup
          {...(initialFocus && { initialFocus })}
          className={classNames(
            'fixed top-[12vh] left-1/2 z-40 flex outline-none max-h-[82vh] -translate-x-1/2 flex-col gap-3 rounded-card bg-raised p-4 shadow-popup',
            wide ? 'w-180 max-w-[92vw]' : 'w-110 max-w-[92vw]',
          )}
        >
          <Base.Title className="text-title font-semibold">{title}</Base.Title>
          {description !== undefined && (
            <Base.Description render={<div />} className="text-ink-muted">
              {description}
            </Base.Description>
          )}
          {Children.toArray(children).length > 0 &&
            (onEnter === undefined ? (
              <div
                // What is there to be read alone has to be scrolled by the keyboard.
                tabIndex={actions === undefined ? 0 : undefined}
                className="flex min-h-0 flex-col gap-3 overflow-auto"
              >
                {children}
              </div>
            ) : (
              <form
                className="flex min-h-0 flex-col gap-3 overflow-auto"
                onSubmit={(event) => {
                  event.preventDefault();
                  onEnter();
                }}
              >
                {children}
                {/* Without one, Enter does nothing in a form of several fields. */}
                <input type="submit" hidden />
              </form>
            ))}
          {actions !== undefined && <div className="flex justify-end gap-2 pt-1">{actions}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
