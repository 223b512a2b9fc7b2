import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { RequestRow } from '../../src-main/contract/rpc/requests.ts';
import { Button } from '../ui/button.tsx';
import { TextArea, TextInput } from '../ui/field.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { formatRows, parseRows } from './row-text.ts';
import { VariableInput } from './variable-input.tsx';

interface RowsEditorProps {
  /** What a row is: `Header`, `Parameter`. */
  readonly noun: string;
  readonly rows: readonly RequestRow[];
  readonly onChange: (rows: RequestRow[]) => void;
  /** Names that are offered while one is typed. */
  readonly suggestions?: readonly string[];
  /** Values that are offered for a name. */
  readonly valuesOf?: (name: string) => readonly string[];
}

/** A box to tick, a name, a value and a button: the columns of a row. */
export const rowGrid =
  'grid grid-cols-[0.8125rem_minmax(8rem,2fr)_minmax(8rem,3fr)_1.5rem] items-center gap-1.5';

const noValues = (): readonly string[] => [];

/** Names and values as rows that can be switched off, or all at once as text. */
export function RowsEditor({ noun, rows, onChange, suggestions = [], valuesOf = noValues }: RowsEditorProps) {
  const [text, setText] = useState<string | null>(null);
  const listId = `${noun}-names`;
  const change = (index: number, row: RequestRow): void =>
    onChange(rows.map((old, at) => (at === index ? row : old)));
  return (
    <div className="flex flex-col gap-1.5 p-3">
      <datalist id={listId}>
        {suggestions.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {text !== null ? (
        <TextArea
          aria-label={`${noun}s as text`}
          rows={8}
          placeholder={'name: value\n# switched-off: value'}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            onChange(parseRows(event.target.value));
          }}
        />
      ) : (
        rows.map((row, index) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: names change while they are typed; the place is the identity
            key={index}
            className={rowGrid}
          >
            <input
              type="checkbox"
              aria-label={`Send ${row.name || noun}`}
              checked={row.enabled}
              onChange={(event) => change(index, { ...row, enabled: event.target.checked })}
            />
            <TextInput
              aria-label={`${noun} name`}
              placeholder="Name"
              list={suggestions.length > 0 ? listId : undefined}
              className="font-mono"
              value={row.name}
              onChange={(event) => change(index, { ...row, name: event.target.value })}
            />
            <VariableInput
              aria-label={`${noun} value`}
              placeholder="Value"
              list={valuesOf(row.name).length > 0 ? `${noun}-${index}-values` : undefined}
              className="font-mono"
              value={row.value}
              onChange={(event) => change(index, { ...row, value: event.target.value })}
            />
            <datalist id={`${noun}-${index}-values`}>
              {valuesOf(row.name).map((value) => (
                <option key={value} value={value} />
              ))}
            </datalist>
            <IconButton
              icon={X}
              label={`Remove ${row.name || 'this row'}`}
              onClick={() => onChange(rows.filter((_, at) => at !== index))}
            />
          </div>
        ))
      )}
      <div className="-ml-2.5 flex gap-1">
        {text === null && (
          <Button
            icon={Plus}
            look="quiet"
            onClick={() => onChange([...rows, { name: '', value: '', enabled: true }])}
          >
            Add a {noun.toLowerCase()}
          </Button>
        )}
        <Button look="quiet" onClick={() => setText(text === null ? formatRows(rows) : null)}>
          {text === null ? 'Edit as text' : 'Edit as rows'}
        </Button>
      </div>
    </div>
  );
}
