import { Tabs } from '@base-ui/react/tabs';
import { X } from 'lucide-react';
import { IconButton } from '../../ui/icon-button.tsx';
import { TabList } from '../../ui/tab-list.tsx';
import { panelViews } from '../rooms.ts';
import { togglePanel, useLayout } from './layout-state.ts';

/** What is looked at beside the work: live invocations, problems. */
export function BottomPanel() {
  const { view } = useLayout();
  return (
    <Tabs.Root
      value={view}
      onValueChange={(next) => useLayout.setState({ view: String(next) })}
      data-pane="panel"
      render={<section aria-label="Panel" />}
      tabIndex={-1}
      className="flex h-full flex-col bg-pane"
    >
      <div className="flex h-8 shrink-0 items-center border-b pr-1">
        <TabList label="Panel" className="grow" tabs={panelViews} />
        <IconButton icon={X} label="Close the panel" side="top" onClick={togglePanel} />
      </div>
      {panelViews.map(({ id, Content }) => (
        <Tabs.Panel key={id} value={id} className="min-h-0 grow overflow-hidden">
          <Content />
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}
