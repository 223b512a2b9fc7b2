import { classNames } from '../../ui/class-names.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import type { Area } from '../areas.ts';
import { goTo } from '../go-to.ts';
import { areas } from '../rooms.ts';
import { useTabs } from '../tabs/tabs.ts';
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
      {areas.map((choice) => {
        const { id, title, icon: Icon, isLast = false } = choice;
        const shown = sidebar && id === area;
        return (
          <Tooltip key={id} content={title} side="right">
            <button
              type="button"
              aria-label={title}
              aria-pressed={shown}
              className={classNames(
                'relative flex size-8 items-center justify-center rounded-control',
                isLast && 'mt-auto',
                shown ? 'text-ink' : 'text-ink-faint hover:text-ink',
              )}
              onClick={() => {
                chooseArea(id);
                if (!shown) showPageOf(choice);
              }}
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

/** An area whose sidebar is about one page shows that page, as it was left, unless one of its pages is there already. */
function showPageOf({ pages }: Area): void {
  if (pages === undefined) return;
  const { tabs, recent } = useTabs.getState();
  const [home] = pages;
  const isOfArea = (path = ''): boolean => pages.some((page) => `${path}/`.startsWith(page));
  if (isOfArea(recent[0])) return;
  goTo(tabs.find(({ path }) => home.startsWith(path))?.href ?? home);
}
