import { Plus, X } from 'lucide-react';
import type { RequestBody } from '../../src-main/contract/rpc/requests.ts';
import { Button } from '../ui/button.tsx';
import { Select, TextInput } from '../ui/field.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { VariableInput } from './variable-input.tsx';

type Part = Extract<RequestBody, { kind: 'multipart' }>['parts'][number];

interface MultipartEditorProps {
  readonly parts: readonly Part[];
  readonly onChange: (parts: Part[]) => void;
}

/** What is told of the paths of files that are sent. */
export const whereFilesAre =
  "A relative path starts in the saved request's folder, else in your home folder.";

/** The parts of a multipart form: text, or a file of this machine. */
export function MultipartEditor({ parts, onChange }: MultipartEditorProps) {
  const change = (index: number, part: Part): void =>
    onChange(parts.map((old, at) => (at === index ? part : old)));
  return (
    <div className="flex flex-col gap-1.5 p-3">
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: names change while they are typed; the place is the identity
        <div key={index} className="grid grid-cols-[auto_2fr_6rem_3fr_auto] items-center gap-1.5">
          <input
            type="checkbox"
            aria-label={`Send ${part.name || 'this part'}`}
            checked={part.enabled}
            onChange={(event) => change(index, { ...part, enabled: event.target.checked })}
          />
          <TextInput
            aria-label="Part name"
            placeholder="Name"
            className="font-mono"
            value={part.name}
            onChange={(event) => change(index, { ...part, name: event.target.value })}
          />
          <Select
            aria-label="Kind of part"
            value={part.file === null ? 'text' : 'file'}
            onChange={(event) => change(index, { ...part, file: event.target.value === 'file' ? '' : null })}
          >
            <option value="text">Text</option>
            <option value="file">File</option>
          </Select>
          <VariableInput
            aria-label={part.file === null ? 'Value' : 'Path of the file'}
            placeholder={part.file === null ? 'Value' : 'Path of the file'}
            className="font-mono"
            value={part.file ?? part.value}
            onChange={(event) =>
              change(
                index,
                part.file === null
                  ? { ...part, value: event.target.value }
                  : { ...part, file: event.target.value },
              )
            }
          />
          <IconButton
            icon={X}
            label={`Remove ${part.name || 'this part'}`}
            onClick={() => onChange(parts.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      {parts.some(({ file }) => file !== null) && (
        <p className="text-small text-ink-faint">{whereFilesAre}</p>
      )}
      <div className="-ml-2.5">
        <Button
          icon={Plus}
          look="quiet"
          onClick={() => onChange([...parts, { name: '', value: '', enabled: true, file: null }])}
        >
          Add a part
        </Button>
      </div>
    </div>
  );
}
