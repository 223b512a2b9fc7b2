import { useMutation } from '@tanstack/react-query';
import { Eye, EyeOff, Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { FunctionSummary } from '../../src-main/contract/rpc/functions.ts';
import { rpc } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { TextArea, TextInput } from '../ui/field.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { showNotice } from '../ui/notice.tsx';
import { formatVariables, isSecretName, parseVariables, type VariableRow } from './environment-text.ts';
import { settingsOf } from './function-settings.ts';

/** The variables that a function is given: as rows, or all at once as text. Values of secrets are masked. */
export function EnvironmentSection({ subject }: { readonly subject: FunctionSummary }) {
  const [rows, setRows] = useState<readonly VariableRow[]>(() =>
    Object.entries(subject.environment).map(([name, value]) => ({ name, value })),
  );
  const [bulk, setBulk] = useState<string | null>(null);
  const current = bulk === null ? rows : parseVariables(bulk);
  const problem = problemOf(current);
  const save = useMutation({
    mutationFn: () =>
      rpc.functions.update({
        functionId: subject.id,
        settings: {
          ...settingsOf(subject),
          environment: Object.fromEntries(
            current.filter(({ name }) => name !== '').map(({ name, value }) => [name, value]),
          ),
        },
      }),
    onSuccess: () => showNotice({ text: 'Saved. The next invocation has the new environment.' }),
  });
  const change = (index: number, row: VariableRow): void =>
    setRows(rows.map((other, at) => (at === index ? row : other)));
  return (
    <div className="flex max-w-200 flex-col gap-2 p-4">
      <div className="flex items-center gap-2">
        <p className="grow text-ink-muted">
          Set here, on the function; visible to it as environment variables.
        </p>
        <Button
          look="quiet"
          onClick={() => {
            if (bulk !== null) setRows(parseVariables(bulk));
            setBulk(bulk === null ? formatVariables(rows) : null);
          }}
        >
          {bulk === null ? 'Edit as text' : 'Edit as rows'}
        </Button>
      </div>
      {bulk === null ? (
        <>
          {rows.map((row, index) => (
            <Row
              // biome-ignore lint/suspicious/noArrayIndexKey: names change while they are typed; the place is the identity
              key={index}
              row={row}
              onChange={(next) => change(index, next)}
              onRemove={() => setRows(rows.filter((_, at) => at !== index))}
            />
          ))}
          {rows.length === 0 && <p className="text-ink-faint">No variable yet.</p>}
          <div>
            <Button icon={Plus} onClick={() => setRows([...rows, { name: '', value: '' }])}>
              Add a variable
            </Button>
          </div>
        </>
      ) : (
        <TextArea
          aria-label="Variables, one NAME=value a line"
          rows={12}
          placeholder="NAME=value"
          value={bulk}
          onChange={(event) => setBulk(event.target.value)}
        />
      )}
      {problem !== null && <p className="text-bad">{problem}</p>}
      {save.error !== null && <Failure title="The environment could not be saved" error={save.error} />}
      <div>
        <Button look="primary" disabled={problem !== null || save.isPending} onClick={() => save.mutate()}>
          Save
        </Button>
      </div>
    </div>
  );
}

interface RowProps {
  readonly row: VariableRow;
  readonly onChange: (row: VariableRow) => void;
  readonly onRemove: () => void;
}

function Row({ row, onChange, onRemove }: RowProps) {
  const secret = isSecretName(row.name);
  const [shown, setShown] = useState(false);
  return (
    <div className="grid grid-cols-[14rem_1fr_auto_auto] items-center gap-1.5">
      <TextInput
        aria-label="Name"
        placeholder="NAME"
        className="font-mono"
        value={row.name}
        onChange={(event) => onChange({ ...row, name: event.target.value })}
      />
      <TextInput
        aria-label={`Value of ${row.name}`}
        type={secret && !shown ? 'password' : 'text'}
        className="font-mono"
        value={row.value}
        onChange={(event) => onChange({ ...row, value: event.target.value })}
      />
      <IconButton
        icon={shown ? EyeOff : Eye}
        label={shown ? 'Hide the value' : 'Show the value'}
        className={secret ? undefined : 'invisible'}
        onClick={() => setShown(!shown)}
      />
      <IconButton icon={X} label={`Remove ${row.name}`} onClick={onRemove} />
    </div>
  );
}

function problemOf(rows: readonly VariableRow[]): string | null {
  const names = rows.map(({ name }) => name).filter((name) => name !== '');
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return `${twice} is there twice.`;
  const wrong = names.find((name) => name.includes('='));
  return wrong === undefined ? null : `A name has no "=": ${wrong}`;
}
