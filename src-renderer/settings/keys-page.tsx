import { RotateCcw } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { chordOf, describeChord } from '../app/commands/key-chord.ts';
import type { CommandFace } from '../app/commands/registry.ts';
import { bindKey, chordFor, useKeyBindings } from '../app/commands/shortcuts.ts';
import { rivalsOf, useKnownCommands } from '../app/known-commands.ts';
import { classNames } from '../ui/class-names.ts';
import { TextInput } from '../ui/field.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { KeyCap } from '../ui/key-cap.tsx';
import { SettingsPage, SettingsSection } from './page.tsx';

/** Every command with its shortcut: searchable, rebindable, conflicts shown. */
export function KeysPage() {
  const [filter, setFilter] = useState('');
  const needle = filter.trim().toLowerCase();
  const [bindings] = useKeyBindings();
  const known = useKnownCommands();
  const commands = known.filter((command) =>
    `${command.group} ${command.title} ${describeChord(chordFor(command, bindings) ?? '')}`
      .toLowerCase()
      .includes(needle),
  );
  const groups = Object.entries(Object.groupBy(commands, ({ group }) => group));
  return (
    <SettingsPage title="Keyboard">
      <TextInput
        type="search"
        aria-label="Search shortcuts"
        placeholder="Search by name or key"
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
      />
      {groups.map(([group, ofGroup = []]) => (
        <SettingsSection key={group} title={group}>
          {ofGroup.map((command) => (
            <KeyRow key={command.id} command={command} rivals={rivalsOf(command, known, bindings)} />
          ))}
        </SettingsSection>
      ))}
      {commands.length === 0 && <p className="text-ink-muted">No command matches “{filter}”.</p>}
    </SettingsPage>
  );
}

interface KeyRowProps {
  readonly command: CommandFace;
  /** What its key runs as well. */
  readonly rivals: readonly CommandFace[];
}

function KeyRow({ command, rivals }: KeyRowProps) {
  const [bindings] = useKeyBindings();
  const [recording, setRecording] = useState(false);
  const chord = chordFor(command, bindings);
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
    <div className="flex min-h-8 items-center justify-between gap-4 py-1 pr-1.5 pl-3">
      <div className="min-w-0">
        {command.title}
        {rivals.length > 0 && (
          <div className="text-small text-warn">
            Also on this key: {rivals.map(({ title }) => title).join(', ')}
          </div>
        )}
      </div>
      <span className="flex shrink-0 items-center gap-1">
        {bindings[command.id] !== undefined && (
          <IconButton
            icon={RotateCcw}
            label="Back to the default"
            onClick={() => bindKey(command.id, undefined)}
          />
        )}
        <button
          type="button"
          // While it records, the key belongs to it and to no command.
          data-terminal={recording ? '' : undefined}
          className={classNames(
            'flex h-6 min-w-24 items-center justify-end rounded-control px-1.5 hover:bg-hover',
            recording && 'outline-2 outline-accent',
          )}
          onClick={() => setRecording(true)}
          onBlur={() => setRecording(false)}
          onKeyDown={recording ? record : undefined}
        >
          <span className="sr-only">Change the shortcut of {command.title}, now </span>
          {recording ? (
            <span className="text-accent">Press the keys, Delete for none, Escape to leave it</span>
          ) : chord === undefined ? (
            <span className="text-ink-faint">None</span>
          ) : (
            <KeyCap chord={describeChord(chord)} />
          )}
        </button>
      </span>
    </div>
  );
}
