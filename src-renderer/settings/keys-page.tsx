import { RotateCcw } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { chordOf, describeChord } from '../app/commands/key-chord.ts';
import { type Command, useCommandList } from '../app/commands/registry.ts';
import { bindKey, chordFor, commandsOn, useKeyBindings } from '../app/commands/shortcuts.ts';
import { TextInput } from '../ui/field.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { KeyCap } from '../ui/key-cap.tsx';
import { SettingsPage } from './page.tsx';

/** Every command with its shortcut: searchable, rebindable, conflicts shown. */
export function KeysPage() {
  const [filter, setFilter] = useState('');
  const needle = filter.trim().toLowerCase();
  const [bindings] = useKeyBindings();
  const commands = useCommandList().filter((command) =>
    `${command.group} ${command.title} ${describeChord(chordFor(command, bindings) ?? '')}`
      .toLowerCase()
      .includes(needle),
  );
  return (
    <SettingsPage title="Keyboard">
      <TextInput
        type="search"
        aria-label="Search shortcuts"
        placeholder="Search by name or key"
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
      />
      <table className="w-full border-collapse">
        <thead className="text-left text-small text-ink-muted">
          <tr>
            <th className="py-1 font-medium">Command</th>
            <th className="w-60 font-medium">Shortcut</th>
          </tr>
        </thead>
        <tbody>
          {commands.map((command) => (
            <KeyRow key={command.id} command={command} />
          ))}
        </tbody>
      </table>
      {commands.length === 0 && <p className="text-ink-muted">No command matches “{filter}”.</p>}
    </SettingsPage>
  );
}

function KeyRow({ command }: { readonly command: Command }) {
  const [bindings] = useKeyBindings();
  const [recording, setRecording] = useState(false);
  const chord = chordFor(command, bindings);
  const rivals =
    chord === undefined ? [] : commandsOn(chord, bindings).filter((other) => other.id !== command.id);
  const record = (event: KeyboardEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    const pressed = chordOf(event.nativeEvent);
    if (pressed === undefined) return;
    if (pressed === 'Backspace' || pressed === 'Delete') bindKey(command.id, null);
    else if (pressed !== 'Escape') bindKey(command.id, pressed);
    setRecording(false);
  };
  return (
    <tr className="border-t">
      <td className="py-1">
        <span className="text-ink-faint">{command.group}: </span>
        {command.title}
        {rivals.length > 0 && (
          <div className="text-small text-warn">
            Also on this key: {rivals.map(({ title }) => title).join(', ')}
          </div>
        )}
      </td>
      <td>
        <span className="flex items-center gap-1">
          <button
            type="button"
            // While it records, the key belongs to it and to no command.
            data-terminal={recording ? '' : undefined}
            className="flex h-6.5 min-w-32 items-center rounded-control border border-line-strong bg-canvas px-2 hover:bg-hover"
            onClick={() => setRecording(true)}
            onBlur={() => setRecording(false)}
            onKeyDown={recording ? record : undefined}
          >
            <span className="sr-only">Change the shortcut of {command.title}, now </span>
            {recording ? (
              <span className="text-accent">Press keys, Delete for none</span>
            ) : chord === undefined ? (
              <span className="text-ink-faint">None</span>
            ) : (
              <KeyCap chord={describeChord(chord)} />
            )}
          </button>
          {bindings[command.id] !== undefined && (
            <IconButton
              icon={RotateCcw}
              label="Back to the default"
              onClick={() => bindKey(command.id, undefined)}
            />
          )}
        </span>
      </td>
    </tr>
  );
}
