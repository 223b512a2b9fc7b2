import type { LucideIcon } from 'lucide-react';
import { useSyncExternalStore } from 'react';

/** A command as it is listed: all of it but how it is done. */
export type CommandFace = Omit<Command, 'run' | 'when'>;

/**
 * Something that the user can do. One list of these feeds the palette, menus, tooltips, shortcuts, the key settings and
 * the help overlay, so that none of them can disagree.
 */
export interface Command {
  /** `area.verb`, for example `deploy.current`; stable, because rebound keys refer to it. */
  readonly id: string;
  readonly title: string;
  /** Heading in the palette, menus and help: `View`, `Deploy`, `Request` … */
  readonly group: string;
  /** Default shortcut, `Mod` being Ctrl, or ⌘ on a Mac: `Mod+Shift+D`. */
  readonly keys?: string;
  readonly icon?: LucideIcon;
  /** Whether it can run now; a command without it always can. */
  readonly when?: () => boolean;
  /** Also found in the palette by these words. */
  readonly keywords?: string;
  /** False keeps it out of the palette: it makes sense only by its key. */
  readonly inPalette?: boolean;
  readonly run: () => void | Promise<void>;
}

const commands = new Map<string, Command>();
const listeners = new Set<() => void>();
let snapshot: readonly Command[] = [];

/** Adds commands for as long as the caller wants them; gives the function that takes them out again. */
export function registerCommands(added: readonly Command[]): () => void {
  for (const command of added) commands.set(command.id, command);
  publish();
  return () => {
    for (const command of added) if (commands.get(command.id) === command) commands.delete(command.id);
    publish();
  };
}

/** Every command there is, in the order in which they were added. */
export function listCommands(): readonly Command[] {
  return snapshot;
}

/** The list as React state. */
export function useCommandList(): readonly Command[] {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, listCommands);
}

/** Says that what `when` of some commands looks at has changed: menus that show it are brought up to date. */
export function refreshCommands(): void {
  publish();
}

/** Whether a command can run now. */
export function isEnabled(command: Command): boolean {
  return command.when === undefined || command.when();
}

/** Runs a command by its id, if there is such a one and it can run now. */
export function runCommand(id: string): void {
  const command = commands.get(id);
  if (command !== undefined && isEnabled(command)) void command.run();
}

function publish(): void {
  snapshot = [...commands.values()];
  for (const listener of listeners) listener();
}
