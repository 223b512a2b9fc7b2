import { create } from 'zustand';
import { Dialog } from '../ui/dialog.tsx';
import { KeyCap } from '../ui/key-cap.tsx';
import { describeChord } from './commands/key-chord.ts';
import { type Command, useCommandList } from './commands/registry.ts';
import { chordFor, useKeyBindings } from './commands/shortcuts.ts';

const useKeyHelp = create<{ open: boolean }>(() => ({ open: false }));

/** Shows every shortcut there is. */
export function openKeyHelp(): void {
  useKeyHelp.setState({ open: true });
}

/** The overlay of shortcuts, by group. */
export function KeyHelp() {
  const { open } = useKeyHelp();
  return (
    <Dialog open={open} onClose={() => useKeyHelp.setState({ open: false })} title="Keyboard shortcuts" wide>
      <div className="columns-2 gap-6">
        {Object.entries(Object.groupBy(useCommandList(), ({ group }) => group)).map(
          ([group, commands = []]) => (
            <KeyGroup key={group} group={group} commands={commands} />
          ),
        )}
      </div>
    </Dialog>
  );
}

function KeyGroup({ group, commands }: { readonly group: string; readonly commands: readonly Command[] }) {
  const [bindings] = useKeyBindings();
  const bound = commands.flatMap((command) => {
    const chord = chordFor(command, bindings);
    return chord === undefined ? [] : [{ command, chord }];
  });
  if (bound.length === 0) return null;
  return (
    <section className="mb-4 break-inside-avoid">
      <h3 className="mb-1 text-small font-semibold text-ink-muted">{group}</h3>
      <dl>
        {bound.map(({ command, chord }) => (
          <div key={command.id} className="flex items-center justify-between gap-3 py-0.5">
            <dt>{command.title}</dt>
            <dd>
              <KeyCap chord={describeChord(chord)} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
