import { FolderOpen } from 'lucide-react';
import { useRef, useState } from 'react';
import { create } from 'zustand';
import type { RequestDraft } from '../../src-main/contract/rpc/requests.ts';
import { goTo } from '../app/go-to.ts';
import { rpc } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Failure } from '../ui/failure.tsx';
import { TextArea } from '../ui/field.tsx';
import { showNotice } from '../ui/notice.tsx';
import { createScratch } from './drafts.ts';

const useImport = create<{ open: boolean }>(() => ({ open: false }));

/** Asks for requests from elsewhere. */
export function openImport(): void {
  useImport.setState({ open: true });
}

/** The form, wherever it was asked for. */
export function ImportDialog() {
  const { open } = useImport();
  return open ? <Form onClose={() => useImport.setState({ open: false })} /> : null;
}

function Form({ onClose }: { readonly onClose: () => void }) {
  const file = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [result, setResult] = useState<Result | null>(null);
  const change = (next: string): void => {
    setText(next);
    setError(null);
    setResult(null);
  };
  const run = async (): Promise<void> => {
    setError(null);
    try {
      const found = await readRequests(text);
      const ids = found.drafts.map((draft) => createScratch(draft));
      if (ids[0] !== undefined) goTo(`/request/${ids[0]}`);
      if (found.problems.length > 0) return setResult({ count: ids.length, problems: found.problems });
      showNotice({ text: said(ids.length) });
      onClose();
    } catch (cause) {
      setError(cause);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title="Import requests"
      description="A curl command, a HAR 1.2 file or a Postman 2.1 collection, from a file or pasted. Each becomes a scratch request."
      actions={
        <>
          <Button className="mr-auto" icon={FolderOpen} onClick={() => file.current?.click()}>
            Choose a file
          </Button>
          <Button onClick={onClose}>Close</Button>
          <Button look="primary" disabled={text.trim() === '' || result !== null} onClick={() => void run()}>
            Import
          </Button>
        </>
      }
    >
      <input
        ref={file}
        type="file"
        hidden
        aria-label="File to import"
        accept=".har,.json,.txt"
        onChange={(event) => void event.target.files?.[0]?.text().then(change)}
      />
      <TextArea
        aria-label="Text to import"
        placeholder="curl https://…"
        rows={10}
        className="shrink-0"
        value={text}
        onChange={(event) => change(event.target.value)}
      />
      {result !== null && (
        <div role="status" className="flex flex-col gap-1">
          <p className="font-medium">{said(result.count)} What could not be carried over:</p>
          <ul className="list-disc pl-4 text-warn select-text">
            {result.problems.map((problem) => (
              <li key={problem} className="break-words">
                {problem}
              </li>
            ))}
          </ul>
        </div>
      )}
      {error !== null && <Failure title="That could not be imported" error={error} />}
    </Dialog>
  );
}

interface Result {
  readonly count: number;
  /** What was left out, and what is left to do. */
  readonly problems: readonly string[];
}

async function readRequests(text: string): Promise<{ drafts: RequestDraft[]; problems: string[] }> {
  if (!/^\s*curl(?:\.exe)?\s/.test(text)) return rpc.requests.importText({ text });
  const { draft, problems } = await rpc.requests.fromCurl({ command: text });
  return { drafts: [draft], problems };
}

function said(count: number): string {
  return count === 1 ? '1 request was imported.' : `${count} requests were imported.`;
}
