import { readPreference, usePreference, writePreference } from '../preferences.ts';
import { chordOf } from './key-chord.ts';
import { type Command, type CommandFace, isEnabled, listCommands } from './registry.ts';

/** Chords that the user gave to commands, by command id; null takes a command's default key away. */
export type KeyBindings = Readonly<Record<string, string | null>>;

const preferenceKey = 'keys';
const noBindings: KeyBindings = {};

/** The chord that runs a command: the user's, else the default. */
export function chordFor(command: CommandFace, bindings: KeyBindings): string | undefined {
  const bound = bindings[command.id];
  return bound === undefined ? command.keys : (bound ?? undefined);
}

/** The user's key bindings as React state. */
export function useKeyBindings(): [KeyBindings, (bindings: KeyBindings) => void] {
  return usePreference<KeyBindings>(preferenceKey, noBindings);
}

/** Gives a command another chord, or with null none, or with undefined its default again. */
export function bindKey(commandId: string, chord: string | null | undefined): void {
  const { [commandId]: _, ...others } = readPreference<KeyBindings>(preferenceKey, noBindings);
  writePreference(preferenceKey, chord === undefined ? others : { ...others, [commandId]: chord });
}

/** The commands that a chord would run. */
function commandsOn(chord: string, bindings: KeyBindings): Command[] {
  return listCommands().filter((command) => chordFor(command, bindings) === chord);
}

/**
 * Listens for shortcuts on the whole page, before anything else hears the key, so that no editor also acts on it.
 * Gives the function that stops listening. Inside a terminal the shell owns every key but a few.
 */
export function listenForShortcuts(): () => void {
  const listen = (event: KeyboardEvent): void => {
    if (event.isComposing || event.defaultPrevented) return;
    const chord = chordOf(event);
    if (chord === undefined || isTheirs(chord, event)) return;
    const command = commandsOn(chord, readPreference<KeyBindings>(preferenceKey, noBindings)).find(isEnabled);
    if (command === undefined) return;
    event.preventDefault();
    // A question has to be answered first; the browser is not to do what its key stands for either.
    if (isInDialog(event)) return;
    event.stopPropagation();
    void command.run();
  };
  window.addEventListener('keydown', listen, { capture: true });
  return () => window.removeEventListener('keydown', listen, { capture: true });
}

/** One that is closing asks nothing any more, but may have the focus for a moment longer. */
function isInDialog(event: KeyboardEvent): boolean {
  return (
    event.target instanceof Element && event.target.closest('[role="dialog"]:not([data-closed])') !== null
  );
}

const terminalChords: readonly string[] = ['Mod+Shift+P', 'F6', 'Shift+F6'];

function isTheirs(chord: string, event: KeyboardEvent): boolean {
  // Editors live in shadow roots, which hide from `target` where the key really went.
  const [origin] = event.composedPath();
  const target = origin instanceof Element ? origin : null;
  if (target?.closest('[data-terminal]')) return !terminalChords.includes(chord);
  // A bare character is text where text is written.
  const isText = Boolean(target?.closest('input, textarea, select, [contenteditable="true"]'));
  return isText && /^(?:Shift\+)?.$/u.test(chord);
}
