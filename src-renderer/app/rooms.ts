import { Activity, Boxes, SendHorizontal, Settings } from 'lucide-react';
import { RequestsSidebar } from '../composer/requests-sidebar.tsx';
import { ProblemsPanel } from '../deploy/problems-panel.tsx';
import { ExplorerSidebar } from '../explorer/explorer-sidebar.tsx';
import { SettingsSidebar } from '../settings/settings-sidebar.tsx';
import { InvocationsSidebar } from '../traces/invocations-sidebar.tsx';
import { LiveInvocations } from '../traces/live-invocations.tsx';
import type { Area, PanelView } from './areas.ts';

/** The rail, top to bottom. */
export const areas: readonly Area[] = [
  { id: 'project', title: 'Project', icon: Boxes, Sidebar: ExplorerSidebar },
  { id: 'requests', title: 'Requests', icon: SendHorizontal, Sidebar: RequestsSidebar },
  {
    id: 'invocations',
    title: 'Invocations',
    icon: Activity,
    Sidebar: InvocationsSidebar,
    pages: ['/invocations', '/trace/', '/compare-traces/'],
  },
  {
    id: 'settings',
    title: 'Settings',
    icon: Settings,
    Sidebar: SettingsSidebar,
    pages: ['/settings/appearance', '/settings/'],
    isLast: true,
  },
];

/** The views of the bottom panel, left to right. */
export const panelViews: readonly PanelView[] = [
  { id: 'invocations', title: 'Live invocations', Content: LiveInvocations },
  { id: 'problems', title: 'Problems', Content: ProblemsPanel },
];
