import { type ReactNode, useRef } from 'react';
import { create } from 'zustand';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { KeyCap } from '../ui/key-cap.tsx';
import { describeChord } from './commands/key-chord.ts';
import type { CommandFace } from './commands/registry.ts';
import { chordFor, useKeyBindings } from './commands/shortcuts.ts';
import { goTo } from './go-to.ts';
import { useKnownCommands } from './known-commands.ts';

const useKeyHelp = create<{ open: boolean }>(() => ({ open: false }));

/** Shows every shortcut there is. */
export function openKeyHelp(): void {
  useKeyHelp.setState({ open: true });
}

const close = (): void => useKeyHelp.setState({ open: false });

/** Keys that belong to what has the focus, and can't be given to something else. */
const fixedKeys: readonly (readonly [
  group: string,
  keys: readonly (readonly [key: string, title: string])[],
])[] = [
  [
    'Lists and trees',
    [
      ['↑ ↓', 'Row above, row below'],
      ['Home End', 'First row, last row'],
      ['Enter', 'Open'],
      ['Shift+F10', 'Menu of the row'],
    ],
  ],
  [
    'Timeline of a trace',
    [
      ['← →', 'Call before, next call'],
      ['W S', 'Zoom in, zoom out'],
      ['A D', 'Move'],
      ['F', 'Fit the selected call'],
      ['0', 'Everything'],
    ],
  ],
];

/** The overlay of shortcuts, by group. */
export function KeyHelp() {
  const { open } = useKeyHelp();
  const closing = useRef<HTMLButtonElement>(null);
  const commands = Object.entries(Object.groupBy(useKnownCommands(), ({ group }) => group));
  const rebind = (): void => {
    close();
    goTo('/settings/keys');
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title="Keyboard shortcuts"
      wide
      initialFocus={closing}
      actions={
        <>
          <Button onClick={rebind}>Change keys</Button>
          <Button ref={closing} look="primary" onClick={close}>
            Close
          </Button>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by the keyboard */}
      <section tabIndex={0} aria-label="Shortcuts" className="columns-2 gap-6 overflow-auto pr-2">
        {commands.map(([group, ofGroup = []]) => (
          <CommandKeys key={group} group={group} commands={ofGroup} />
        ))}
        {fixedKeys.map(([group, keys]) => (
          <KeyGroup key={group} title={group}>
            {keys.map(([key, title]) => (
              <KeyLine key={title} title={title} chord={key} />
            ))}
          </KeyGroup>
        ))}
      </section>
    </Dialog>
  );
}

interface CommandKeysProps {
  readonly group: string;
  readonly commands: readonly CommandFace[];
}

function CommandKeys({ group, commands }: CommandKeysProps) {
  const [bindings] = useKeyBindings();
  const bound = commands.flatMap((command) => {
    const chord = chordFor(command, bindings);
    return chord === undefined ? [] : [{ command, chord }];
  });
  if (bound.length === 0) return null;
  return (
    <KeyGroup title={group}>
      {bound.map(({ command: { id, title }, chord }) => (
        <KeyLine key={id} title={title} chord={describeChord(chord)} />
      ))}
    </KeyGroup>
  );
}

function KeyGroup({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="mb-4 break-inside-avoid">
      <h3 className="mb-1 text-small font-semibold text-ink-muted">{title}</h3>
      <dl>{children}</dl>
    </section>
  );
}

function KeyLine({ title, chord }: { readonly title: string; readonly chord: string }) {
  return (
    <div className="flex items-center justify-between gap-3 py-0.5">
      <dt>{title}</dt>
      <dd className="shrink-0">
        <KeyCap chord={chord} />
      </dd>
    </div>
  );
}
