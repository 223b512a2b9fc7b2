import { useMemo } from 'react';
import { create } from 'zustand';
import { KeyCap } from '../../ui/key-cap.tsx';
import { describeChord } from './key-chord.ts';
import { type Command, isEnabled, useCommandList } from './registry.ts';
import { SearchDialog } from './search-dialog.tsx';
import { chordFor, useKeyBindings } from './shortcuts.ts';

const usePalette = create<{ open: boolean }>(() => ({ open: false }));

/** Shows the command palette. */
export function openPalette(): void {
  usePalette.setState({ open: true });
}

/** Every command that can run now, found by typing and run by Enter. */
export function CommandPalette() {
  const { open } = usePalette();
  const commands = useCommandList();
  const items = useMemo(
    () => (open ? commands.filter((command) => command.inPalette !== false && isEnabled(command)) : []),
    [commands, open],
  );
  return (
    <SearchDialog
      label="Command palette"
      placeholder="Type a command"
      open={open}
      onClose={() => usePalette.setState({ open: false })}
      items={items}
      keyOf={({ id }) => id}
      textOf={({ group, title, keywords = '' }) => `${group} ${title} ${keywords}`}
      onChoose={(command) => void command.run()}
      nothing="No command matches."
    >
      {(command) => <Line command={command} />}
    </SearchDialog>
  );
}

function Line({ command }: { readonly command: Command }) {
  const [bindings] = useKeyBindings();
  const chord = chordFor(command, bindings);
  return (
    <>
      <span className="w-20 shrink-0 truncate text-small text-ink-faint">{command.group}</span>
      <span className="grow truncate">{command.title}</span>
      {chord !== undefined && <KeyCap chord={describeChord(chord)} />}
    </>
  );
}
