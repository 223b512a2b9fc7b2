import { Outlet, useLocation, useMatches } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Inspector } from '../../explorer/inspector/inspector.tsx';
import { Split } from '../../ui/split.tsx';
import { areas } from '../rooms.ts';
import { TabRow } from '../tabs/tab-row.tsx';
import { arriveAt, tabPathOf } from '../tabs/tabs.ts';
import { TourStrip } from '../tour.tsx';
import { BottomPanel } from './bottom-panel.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { useLayout } from './layout-state.ts';
import { Rail } from './rail.tsx';
import { StatusBar } from './status-bar.tsx';
import { TitleBar } from './title-bar.tsx';

/** The screen: title bar, rail, sidebar, tabs, panel, inspector and status bar around the page of the address. */
export function Frame() {
  const { area, sidebar, panel, inspector } = useLayout();
  const Sidebar = areas.find(({ id }) => id === area)?.Sidebar;
  const page = (
    <main data-pane="page" tabIndex={-1} className="flex h-full min-w-0 flex-col bg-canvas">
      <TourStrip />
      <TabRow />
      <div className="min-h-0 grow overflow-hidden">
        <Outlet />
      </div>
    </main>
  );
  const centre = (
    <Split
      name="centre"
      orientation="vertical"
      panes={[
        { id: 'page', content: page, minSize: '120px' },
        ...(panel ? [{ id: 'panel', content: <BottomPanel />, defaultSize: '220px', fixed: true }] : []),
      ]}
    />
  );
  const side = sidebar && Sidebar !== undefined && (
    <aside data-pane="sidebar" tabIndex={-1} aria-label="Sidebar" className="h-full overflow-hidden bg-pane">
      <Sidebar />
    </aside>
  );
  return (
    <div className="flex h-full flex-col">
      <TitleBar />
      <ConnectionBanner />
      <div className="flex min-h-0 grow">
        <Rail />
        <div className="min-w-0 grow">
          <Split
            name="frame"
            panes={[
              ...(side === false
                ? []
                : [{ id: 'side', content: side, defaultSize: '260px', minSize: '180px', fixed: true }]),
              { id: 'centre', content: centre, minSize: '320px' },
              ...(inspector
                ? [
                    {
                      id: 'inspector',
                      content: <Inspector />,
                      defaultSize: '280px',
                      minSize: '200px',
                      fixed: true,
                    },
                  ]
                : []),
            ]}
          />
        </div>
      </div>
      <StatusBar />
      <Arrivals />
    </div>
  );
}

/**
 * Keeps the row of tabs in step with the address. The start page has no tab: it is what is there without any. A
 * component of its own, so that going somewhere does not draw the whole frame anew.
 */
function Arrivals() {
  const { pathname, href } = useLocation();
  const path = tabPathOf(pathname);
  // While a page loads, the matches are still those of the page before: only the one of this address names it.
  const title = useMatches({
    select: (matches) => matches.findLast((match) => tabPathOf(match.pathname) === path)?.staticData.title,
  });
  useEffect(() => {
    if (path !== '/' && title !== undefined) arriveAt(path, href, title);
  }, [path, href, title]);
  return null;
}
