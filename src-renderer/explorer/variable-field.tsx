import { X } from 'lucide-react';
import type { VariableOrigin } from '../../src-main/contract/rpc/functions.ts';
import { TextInput } from '../ui/field.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { isSecretOrigin, nextWords, originWords } from './environment-origins.ts';
import { isSecretName, type VariableRow } from './environment-text.ts';
import { SecretInput } from './secret-input.tsx';

interface VariableFieldProps {
  readonly row: VariableRow;
  /** Undefined where no project says anything of the function's variables. */
  readonly origin: VariableOrigin | undefined;
  readonly onChange: (row: VariableRow) => void;
  readonly onRemove: () => void;
}

/** One variable: its name, its value, where that comes from and what the next deployment does with it. */
export function VariableField({ row, origin, onChange, onRemove }: VariableFieldProps) {
  const isSecret = isSecretName(row.name) || (origin !== undefined && isSecretOrigin(origin));
  const words = originWords[origin?.origin ?? 'function'];
  const value = {
    'aria-label': `Value of ${row.name}`,
    className: 'font-mono',
    value: row.value,
  };
  return (
    <div className="grid grid-cols-[13rem_minmax(0,1fr)_9rem_auto] items-center gap-x-1.5">
      <TextInput
        aria-label="Name"
        placeholder="NAME"
        // It was just added, to be filled in.
        autoFocus={row.name === '' && row.value === ''}
        className="font-mono"
        value={row.name}
        onChange={(event) => onChange({ ...row, name: event.target.value })}
      />
      {isSecret ? (
        <SecretInput {...value} onChange={(next) => onChange({ ...row, value: next })} />
      ) : (
        <TextInput {...value} onChange={(event) => onChange({ ...row, value: event.target.value })} />
      )}
      <span className="truncate px-1 text-small text-ink-muted" title={words.long}>
        {words.short}
      </span>
      <IconButton
        icon={X}
        label={row.name === '' ? 'Remove this variable' : `Remove ${row.name}`}
        onClick={onRemove}
      />
      {origin !== undefined && origin.next !== 'keep' && (
        <p className="col-span-full pb-1 text-small text-warn">{nextWords[origin.next]}</p>
      )}
    </div>
  );
}
