import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../contract/desktop-ipc.ts';

export interface MenuSurroundings {
  readonly isMac: boolean;
  /** Runs a command in the page. */
  run(commandId: string): void;
}

/** Electron's names of keys that the command registry calls otherwise. */
const acceleratorKeys: Readonly<Record<string, string>> = {
  Mod: 'CommandOrControl',
  Ctrl: 'Control',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
};

/** Menus that the platform itself fills as well; the page's commands come first in them. */
const ownItems: Readonly<Record<string, readonly MenuItemConstructorOptions[]>> = {
  File: [{ role: 'quit' }],
  View: [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
    { role: 'toggleDevTools' },
  ],
};

/**
 * The application's menu: a menu for each group of the page's commands, between those that every application has.
 * Accelerators are shown and not registered: the page hears its keys itself, also those that the user bound anew.
 */
export function menuTemplate(
  commands: readonly MenuCommand[],
  { isMac, run }: MenuSurroundings,
): MenuItemConstructorOptions[] {
  const groups = Map.groupBy(commands, ({ group }) => group);
  const menuOf = (group: string): MenuItemConstructorOptions => {
    const items = (groups.get(group) ?? []).map((command) => commandItem(command, run));
    const own = ownItems[group] ?? [];
    const separator = items.length > 0 && own.length > 0 ? [{ type: 'separator' } as const] : [];
    return { label: group, submenu: [...items, ...separator, ...own] };
  };
  const theirs = [...groups.keys()].filter((group) => !['File', 'View', 'Help'].includes(group));
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    menuOf('File'),
    { role: 'editMenu' },
    menuOf('View'),
    ...theirs.map(menuOf),
    windowMenu(isMac),
    ...(groups.has('Help') ? [{ ...menuOf('Help'), role: 'help' } as const] : []),
  ];
}

function commandItem(
  { id, title, keys, isEnabled }: MenuCommand,
  run: MenuSurroundings['run'],
): MenuItemConstructorOptions {
  const item = { id, label: title.replaceAll('&', '&&'), enabled: isEnabled, click: () => run(id) };
  if (keys === null) return item;
  const accelerator = keys
    .split('+')
    .map((key) => acceleratorKeys[key] ?? key)
    .join('+');
  return { ...item, accelerator, registerAccelerator: false };
}

/** Not the role `windowMenu`, whose Ctrl+W would close the window where the page closes a tab. */
function windowMenu(isMac: boolean): MenuItemConstructorOptions {
  const platform: MenuItemConstructorOptions[] = isMac
    ? [{ role: 'zoom' }, { type: 'separator' }, { role: 'front' }]
    : [];
  return { role: 'window', label: 'Window', submenu: [{ role: 'minimize' }, ...platform] };
}
