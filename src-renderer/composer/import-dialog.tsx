import { useState } from 'react';
import { create } from 'zustand';
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
  const [text, setText] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const run = async (): Promise<void> => {
    setError(null);
    try {
      const found = /^\s*curl(?:\.exe)?\s/.test(text)
        ? { drafts: [await rpc.requests.fromCurl({ command: text })], problems: [] }
        : await rpc.requests.importText({ text });
      const ids = found.drafts.map(createScratch);
      setProblems(found.problems);
      if (ids[0] !== undefined) goTo(`/request/${ids[0]}`);
      showNotice({ text: `${ids.length} request${ids.length === 1 ? '' : 's'} imported.` });
      if (found.problems.length === 0) onClose();
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
      description="A curl command, a HAR 1.2 file or a Postman 2.1 collection, from a file or pasted. Each request is taken on its own."
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button look="primary" disabled={text.trim() === ''} onClick={() => void run()}>
            Import
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-2">
        <input
          type="file"
          className="file:mr-2 file:h-6.5 file:rounded-control file:border file:border-line-strong file:bg-canvas file:px-2.5"
          aria-label="File to import"
          accept=".har,.json,.txt"
          onChange={(event) => void event.target.files?.[0]?.text().then(setText)}
        />
        <TextArea
          aria-label="Text to import"
          rows={10}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {problems.length > 0 && (
          <ul className="text-warn">
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        )}
        {error !== null && <Failure title="That could not be imported" error={error} />}
      </div>
    </Dialog>
  );
}
