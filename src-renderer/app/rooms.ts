import { Settings } from 'lucide-react';
import { SettingsSidebar } from '../settings/settings-sidebar.tsx';
import type { Area, PanelView } from './areas.ts';

/** The rail, top to bottom. */
export const areas: readonly Area[] = [
  { id: 'settings', title: 'Settings', icon: Settings, Sidebar: SettingsSidebar },
];

/** The views of the bottom panel, left to right. */
export const panelViews: readonly PanelView[] = [];
