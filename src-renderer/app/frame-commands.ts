import {
  Command as CommandIcon,
  FileSearch,
  Keyboard,
  Moon,
  PanelBottom,
  PanelLeft,
  PanelRight,
  Sun,
  TextSearch,
} from 'lucide-react';
import { openPalette } from './commands/palette.tsx';
import type { Command } from './commands/registry.ts';
import { openFindInFiles } from './find-in-files.tsx';
import { openKeyHelp } from './key-help.tsx';
import { showArea, toggleInspector, togglePanel, toggleSidebar } from './layout/layout-state.ts';
import { focusPane } from './layout/panes.ts';
import { writePreference } from './preferences.ts';
import { openQuickOpen } from './quick-open.tsx';
import { router } from './router.tsx';
import { closeTab, tabPathOf, takeClosedTab, useTabs } from './tabs/tabs.ts';

const go = (href: string | undefined): void => {
  if (href !== undefined) void router.navigate({ to: href });
};
const currentPath = (): string => tabPathOf(router.state.location.pathname);
const nthTab = (index: number): string | undefined => useTabs.getState().tabs.at(index)?.href;
const recentTab = (): string | undefined => {
  const { tabs, recent } = useTabs.getState();
  return tabs.find(({ path }) => path === recent.find((other) => other !== currentPath()))?.href;
};

/** What the frame itself can do. */
export const frameCommands: readonly Command[] = [
  {
    id: 'palette.open',
    group: 'View',
    title: 'Command palette',
    keys: 'Mod+K',
    icon: CommandIcon,
    inPalette: false,
    run: openPalette,
  },
  {
    id: 'palette.openToo',
    group: 'View',
    title: 'Command palette, as in VS Code',
    keys: 'Mod+Shift+P',
    inPalette: false,
    run: openPalette,
  },
  {
    id: 'quickOpen.open',
    group: 'View',
    title: 'Quick open',
    keys: 'Mod+P',
    icon: FileSearch,
    run: openQuickOpen,
  },
  {
    id: 'files.find',
    group: 'View',
    title: 'Find in files',
    keys: 'Mod+Shift+F',
    icon: TextSearch,
    run: openFindInFiles,
  },
  {
    id: 'sidebar.toggle',
    group: 'View',
    title: 'Toggle sidebar',
    keys: 'Mod+B',
    icon: PanelLeft,
    run: toggleSidebar,
  },
  {
    id: 'panel.toggle',
    group: 'View',
    title: 'Toggle panel',
    keys: 'Mod+J',
    icon: PanelBottom,
    run: togglePanel,
  },
  {
    id: 'inspector.toggle',
    group: 'View',
    title: 'Toggle inspector',
    keys: 'Mod+Shift+B',
    icon: PanelRight,
    run: toggleInspector,
  },
  { id: 'pane.next', group: 'View', title: 'Focus next pane', keys: 'F6', run: () => focusPane(1) },
  {
    id: 'pane.previous',
    group: 'View',
    title: 'Focus previous pane',
    keys: 'Shift+F6',
    run: () => focusPane(-1),
  },
  {
    id: 'tab.close',
    group: 'Tabs',
    title: 'Close tab',
    keys: 'Mod+W',
    run: () => go(closeTab(currentPath())),
  },
  {
    id: 'tab.reopen',
    group: 'Tabs',
    title: 'Reopen closed tab',
    keys: 'Mod+Shift+T',
    run: () => go(takeClosedTab()),
  },
  { id: 'tab.recent', group: 'Tabs', title: 'Go to recent tab', keys: 'Mod+Tab', run: () => go(recentTab()) },
  ...Array.from(
    { length: 9 },
    (_, index): Command => ({
      id: `tab.go${index + 1}`,
      group: 'Tabs',
      title: `Go to tab ${index + 1}`,
      keys: `Mod+${index + 1}`,
      inPalette: false,
      run: () => go(nthTab(index)),
    }),
  ),
  {
    id: 'theme.light',
    group: 'Theme',
    title: 'Light',
    icon: Sun,
    run: () => writePreference('theme', 'light'),
  },
  {
    id: 'theme.dark',
    group: 'Theme',
    title: 'Dark',
    icon: Moon,
    run: () => writePreference('theme', 'dark'),
  },
  {
    id: 'theme.system',
    group: 'Theme',
    title: 'As the system',
    run: () => writePreference('theme', 'system'),
  },
  {
    id: 'help.keys',
    group: 'Help',
    title: 'Keyboard shortcuts',
    keys: 'Mod+Shift+/',
    icon: Keyboard,
    run: openKeyHelp,
  },
  {
    id: 'settings.open',
    group: 'Help',
    title: 'Settings',
    keys: 'Mod+,',
    run: () => {
      showArea('settings');
      go('/settings/appearance');
    },
  },
];
