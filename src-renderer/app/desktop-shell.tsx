import { useEffect, useMemo } from 'react';
import type { MenuCommand } from '../../src-main/contract/desktop-ipc.ts';
import { isEnabled, runCommand, useCommandList } from './commands/registry.ts';
import { chordFor, useKeyBindings } from './commands/shortcuts.ts';
import { sendPreferences } from './preferences.ts';
import { useTheme } from './theme/theme.ts';

/** Keeps the desktop app's menu and its native theme in step with the page. In a browser there is nothing to keep. */
export function DesktopShell() {
  return window.atelierDesktop === undefined ? null : <InStep desktop={window.atelierDesktop} />;
}

function InStep({ desktop }: { readonly desktop: NonNullable<typeof window.atelierDesktop> }) {
  const menu = useMenu();
  const [theme] = useTheme();
  useEffect(() => desktop.offerCommands(JSON.parse(menu) as MenuCommand[]), [desktop, menu]);
  useEffect(() => desktop.chooseTheme(theme), [desktop, theme]);
  useEffect(() => desktop.onRunCommand(runCommand), [desktop]);
  useEffect(() => desktop.onAboutToClose(sendPreferences), [desktop]);
  return null;
}

/** The menu as text: commands are offered anew with every render of what they belong to, and mostly as they were. */
function useMenu(): string {
  const commands = useCommandList();
  const [bindings] = useKeyBindings();
  return useMemo(() => {
    const offered = commands.filter(({ inPalette }) => inPalette !== false);
    const menu = offered.map((command): MenuCommand => {
      const { id, title, group } = command;
      const keys = chordFor(command, bindings) ?? null;
      return { id, title, group, keys, isEnabled: isEnabled(command) };
    });
    return JSON.stringify(menu);
  }, [commands, bindings]);
}
