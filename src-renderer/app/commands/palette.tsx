import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { useMemo } from 'react';
import { create } from 'zustand';
import { KeyCap } from '../../ui/key-cap.tsx';
import { describeChord } from './key-chord.ts';
import { type Command, isEnabled, useCommandList } from './registry.ts';
import { chordFor, useKeyBindings } from './shortcuts.ts';

const usePalette = create<{ open: boolean }>(() => ({ open: false }));

/** Shows the command palette. */
export function openPalette(): void {
  usePalette.setState({ open: true });
}

/** Every command that can run now, found by typing and run by Enter. */
export function CommandPalette() {
  const { open } = usePalette();
  const close = (): void => usePalette.setState({ open: false });
  return (
    <Dialog.Root open={open} onOpenChange={(next) => usePalette.setState({ open: next })}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-frame/50" />
        <Dialog.Popup
          aria-label="Command palette"
          className="fixed top-[12vh] left-1/2 z-40 w-150 max-w-[92vw] -translate-x-1/2 overflow-hidden rounded-card bg-raised shadow-popup"
        >
          {open && <PaletteList onDone={close} />}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteList({ onDone }: { readonly onDone: () => void }) {
  const commands = useCommandList();
  const [bindings] = useKeyBindings();
  const items = useMemo(
    () => commands.filter((command) => command.inPalette !== false && isEnabled(command)),
    [commands],
  );
  const run = (command: Command): void => {
    onDone();
    // After the palette has given the focus back, so that the command finds the page as it was.
    setTimeout(() => void command.run());
  };
  return (
    <Autocomplete.Root
      open
      inline
      items={items}
      itemToStringValue={searchText}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex items-center gap-2 border-b px-3">
        <Search size={15} aria-hidden className="text-ink-faint" />
        <Autocomplete.Input
          aria-label="Search commands"
          placeholder="Type a command"
          className="h-10 w-full bg-transparent text-title outline-none placeholder:text-ink-faint"
        />
      </div>
      <Autocomplete.Empty>
        <div className="p-4 text-ink-muted empty:hidden">No command matches.</div>
      </Autocomplete.Empty>
      <Autocomplete.List className="max-h-[50vh] overflow-y-auto p-1">
        {(command: Command) => (
          <Autocomplete.Item
            key={command.id}
            value={command}
            onClick={() => run(command)}
            className="flex h-7.5 items-center gap-2 rounded-control px-2 outline-none data-highlighted:bg-selected"
          >
            <span className="w-20 shrink-0 truncate text-small text-ink-faint">{command.group}</span>
            <span className="grow truncate">{command.title}</span>
            <Shortcut chord={chordFor(command, bindings)} />
          </Autocomplete.Item>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}

function Shortcut({ chord }: { readonly chord: string | undefined }) {
  return chord === undefined ? null : <KeyCap chord={describeChord(chord)} />;
}

function searchText(command: Command): string {
  return `${command.group} ${command.title} ${command.keywords ?? ''}`;
}
