import { classNames } from '../../ui/class-names.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { areas } from '../rooms.ts';
import { chooseArea, useLayout } from './layout-state.ts';

/** The areas, as a column of icons. */
export function Rail() {
  const { area, sidebar } = useLayout();
  return (
    <nav
      data-pane="rail"
      aria-label="Areas"
      className="flex w-11 shrink-0 flex-col items-center gap-1 border-r bg-frame py-2"
    >
      {areas.map(({ id, title, icon: Icon }) => {
        const shown = sidebar && id === area;
        return (
          <Tooltip key={id} content={title} side="right">
            <button
              type="button"
              aria-label={title}
              aria-pressed={shown}
              className={classNames(
                'relative flex size-8 items-center justify-center rounded-control',
                shown ? 'text-ink' : 'text-ink-faint hover:text-ink',
              )}
              onClick={() => chooseArea(id)}
            >
              {shown && <span aria-hidden className="absolute inset-y-1 -left-1.5 w-0.5 rounded bg-accent" />}
              <Icon size={19} strokeWidth={1.7} aria-hidden />
            </button>
          </Tooltip>
        );
      })}
    </nav>
  );
}
