import type { MenuItemConstructorOptions } from 'electron';
import { requireReady } from './readiness.ts';
import type { MenuRecord } from './record.ts';

const modifier = /^(Command|Cmd|Control|Ctrl|CommandOrControl|CmdOrCtrl|Alt|Option|AltGr|Shift|Super|Meta)$/;
const key =
  /^(.|F([1-9]|1\d|2[0-4])|Plus|Space|Tab|Capslock|Backspace|Delete|Insert|Return|Enter|Up|Down|Left|Right|Home|End|PageUp|PageDown|Escape|Esc)$/;
const roles =
  /^(undo|redo|cut|copy|paste|pasteAndMatchStyle|delete|selectAll|reload|forceReload|toggleDevTools|resetZoom|zoomIn|zoomOut|toggleSpellChecker|togglefullscreen|window|minimize|close|help|about|services|hide|hideOthers|unhide|quit|zoom|front|appMenu|fileMenu|editMenu|viewMenu|windowMenu)$/;

/** A menu as it was described; what Electron would not understand throws. */
export class Menu {
  static #application: Menu | null = null;
  readonly template: readonly MenuItemConstructorOptions[];

  constructor(template: readonly MenuItemConstructorOptions[]) {
    for (const item of template) checkItem(item);
    this.template = template;
  }

  static buildFromTemplate(template: MenuItemConstructorOptions[]): Menu {
    return new Menu(template);
  }

  static setApplicationMenu(menu: Menu | null): void {
    requireReady('Menu.setApplicationMenu');
    Menu.#application = menu;
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#application;
  }
}

/** What the menu bar shows. */
export function recordMenu(items = Menu.getApplicationMenu()?.template ?? []): MenuRecord[] {
  return items.map(({ id, label, role, accelerator, enabled, submenu }) => ({
    id: id ?? null,
    label: label ?? role ?? '',
    accelerator: accelerator ?? null,
    isEnabled: enabled ?? true,
    items: Array.isArray(submenu) ? recordMenu(submenu) : [],
  }));
}

/** Clicks the item with that id. */
export function chooseMenuItem(id: string): void {
  const item = everyItem(Menu.getApplicationMenu()?.template ?? []).find((candidate) => candidate.id === id);
  if (item === undefined) throw new Error(`The menu has no item ${id}`);
  (item.click as (() => void) | undefined)?.();
}

function everyItem(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? everyItem(item.submenu) : [])]);
}

function checkItem({ label, role, type, accelerator, submenu }: MenuItemConstructorOptions): void {
  if (role !== undefined && !roles.test(role)) throw new TypeError(`Invalid role: ${role}`);
  if (label === undefined && role === undefined && type !== 'separator')
    throw new TypeError('A menu item needs a label, a role or a type');
  if (accelerator !== undefined) {
    const keys = accelerator.split('+');
    if (!key.test(keys.pop()!) || !keys.every((part) => modifier.test(part)))
      throw new TypeError(`conversion failure from ${accelerator}`);
  }
  if (Array.isArray(submenu)) for (const item of submenu) checkItem(item);
}
