import { X } from 'lucide-react';
import { useId } from 'react';
import type { VariableOrigin } from '../../src-main/contract/rpc/functions.ts';
import { classNames } from '../ui/class-names.ts';
import { TextInput } from '../ui/field.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { isSecretOrigin, nextWords, originWords } from './environment-origins.ts';
import { isSecretName, type VariableRow } from './environment-text.ts';
import { SecretInput } from './secret-input.tsx';
import { ValueInput } from './value-input.tsx';

interface VariableFieldProps {
  readonly row: VariableRow;
  /** Whether a project has something to say of where each variable comes from. */
  readonly hasOrigins: boolean;
  /** Undefined where no project says anything of this one. */
  readonly origin: VariableOrigin | undefined;
  /** What is wrong with it; null where nothing is. */
  readonly problem: string | null;
  readonly onChange: (row: VariableRow) => void;
  readonly onRemove: () => void;
}

/** One variable: its name, its value, where that comes from and what the next deployment does with it. */
export function VariableField({ row, hasOrigins, origin, problem, onChange, onRemove }: VariableFieldProps) {
  const id = useId();
  const isSecret = isSecretName(row.name) || (origin !== undefined && isSecretOrigin(origin));
  const words = originWords[origin?.origin ?? 'function'];
  const Input = isSecret ? SecretInput : ValueInput;
  return (
    <div
      className={classNames(
        'grid items-start gap-x-1.5',
        hasOrigins ? 'grid-cols-[13rem_minmax(0,1fr)_9rem_auto]' : 'grid-cols-[13rem_minmax(0,1fr)_auto]',
      )}
    >
      <TextInput
        aria-label="Name"
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : id}
        placeholder="NAME"
        // It was just added, to be filled in.
        autoFocus={row.name === '' && row.value === ''}
        className="font-mono"
        title={row.name}
        value={row.name}
        onChange={(event) => onChange({ ...row, name: event.target.value })}
      />
      <Input
        aria-label={`Value of ${row.name}`}
        value={row.value}
        onChange={(value) => onChange({ ...row, value })}
      />
      {hasOrigins && (
        <span className="truncate px-1 text-small leading-6.5 text-ink-muted" title={words.long}>
          {words.short}
        </span>
      )}
      <IconButton
        icon={X}
        className="mt-px"
        label={row.name === '' ? 'Remove this variable' : `Remove ${row.name}`}
        onClick={onRemove}
      />
      {problem !== null && (
        <p id={id} className="col-span-full pb-1 text-small text-bad">
          {problem}
        </p>
      )}
      {origin !== undefined && origin.next !== 'keep' && (
        <p className="col-span-full pb-1 text-small text-warn">{nextWords[origin.next]}</p>
      )}
    </div>
  );
}
