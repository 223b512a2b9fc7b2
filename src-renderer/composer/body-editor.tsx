import { useState } from 'react';
import type { RequestBody } from '../../src-main/contract/rpc/requests.ts';
import { CodeEditor } from '../editor/code-editor.tsx';
import { Button } from '../ui/button.tsx';
import { Field, Select, TextInput } from '../ui/field.tsx';
import { parseExactly } from './exact-json.ts';
import { MultipartEditor, whereFilesAre } from './multipart-editor.tsx';
import { RowsEditor } from './rows-editor.tsx';
import { VariableInput } from './variable-input.tsx';

interface BodyEditorProps {
  readonly body: RequestBody;
  readonly onChange: (body: RequestBody) => void;
}

const textKinds = [
  ['application/json', 'JSON'],
  ['text/plain', 'Text'],
  ['application/xml', 'XML'],
] as const;

/** Names of files in the language of a type of text. */
const languages: Readonly<Record<string, string>> = {
  'application/json': 'body.json',
  'application/xml': 'body.xml',
};

/** The body, in whichever form it has. For a Std function it is what arrives on stdin. */
export function BodyEditor({ body, onChange }: BodyEditorProps) {
  const choice = body.kind === 'text' ? `text ${body.contentType ?? ''}` : body.kind;
  return (
    <div className="flex h-full flex-col">
      <div className="flex shrink-0 items-center gap-2 px-3 py-2">
        <Select
          aria-label="Kind of body"
          className="w-44!"
          value={choice}
          onChange={(event) => onChange(bodyOfKind(event.target.value, body))}
        >
          <option value="none">No body</option>
          {textKinds.map(([type, title]) => (
            <option key={type} value={`text ${type}`}>
              {title}
            </option>
          ))}
          {body.kind === 'text' && !textKinds.some(([type]) => type === body.contentType) && (
            <option value={choice}>{body.contentType ?? 'Text, no type'}</option>
          )}
          <option value="form">URL-encoded form</option>
          <option value="multipart">Multipart form</option>
          <option value="file">File</option>
        </Select>
        {body.kind === 'text' && body.contentType === 'application/json' && (
          <JsonTools text={body.text} onChange={(text) => onChange({ ...body, text })} />
        )}
      </div>
      <div className="min-h-0 grow overflow-auto">
        <BodyForm body={body} onChange={onChange} />
      </div>
    </div>
  );
}

function BodyForm({ body, onChange }: BodyEditorProps) {
  switch (body.kind) {
    case 'none':
      return <p className="px-3 text-ink-faint">Nothing is sent after the headers.</p>;
    case 'text':
      return (
        <CodeEditor
          label="Body"
          path={languages[body.contentType ?? ''] ?? 'body.txt'}
          bare
          placeholder="What is sent as the body"
          value={body.text}
          onChange={(text) => onChange({ ...body, text })}
        />
      );
    case 'form':
      return <RowsEditor noun="Field" rows={body.rows} onChange={(rows) => onChange({ ...body, rows })} />;
    case 'multipart':
      return <MultipartEditor parts={body.parts} onChange={(parts) => onChange({ ...body, parts })} />;
    case 'file':
      return (
        <div className="grid grid-cols-2 items-start gap-2 px-3">
          <Field label="Path of the file" hint={whereFilesAre}>
            {(attributes) => (
              <VariableInput
                {...attributes}
                className="font-mono"
                value={body.path}
                onChange={(event) => onChange({ ...body, path: event.target.value })}
              />
            )}
          </Field>
          <Field label="Content type">
            {(attributes) => (
              <TextInput
                {...attributes}
                placeholder="application/octet-stream"
                value={body.contentType ?? ''}
                onChange={(event) => onChange({ ...body, contentType: event.target.value || null })}
              />
            )}
          </Field>
        </div>
      );
  }
}

function bodyOfKind(choice: string, old: RequestBody): RequestBody {
  const [kind, contentType] = choice.split(' ');
  switch (kind) {
    case 'text':
      return { kind, text: old.kind === 'text' ? old.text : '', contentType: contentType || null };
    case 'form':
      return { kind, rows: [] };
    case 'multipart':
      return { kind, parts: [] };
    case 'file':
      return { kind, path: '', contentType: null };
    default:
      return { kind: 'none' };
  }
}

interface JsonToolsProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** Spreads JSON over lines or takes it together; text that is none stays as it is, and it is said why until it changes. */
function JsonTools({ text, onChange }: JsonToolsProps) {
  const [refused, setRefused] = useState<{ readonly text: string; readonly reason: string } | null>(null);
  const reformat = (indent: number): void => {
    try {
      onChange(JSON.stringify(parseExactly(text), null, indent));
    } catch (error) {
      setRefused({ text, reason: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <>
      <Button look="quiet" onClick={() => reformat(2)}>
        Beautify
      </Button>
      <Button look="quiet" onClick={() => reformat(0)}>
        Minify
      </Button>
      {refused?.text === text && (
        <p role="status" className="min-w-0 truncate text-small text-warn" title={refused.reason}>
          Not JSON as it stands: {refused.reason}
        </p>
      )}
    </>
  );
}
