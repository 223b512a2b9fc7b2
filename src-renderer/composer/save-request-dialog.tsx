import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RequestDraft } from '../../src-main/contract/rpc/requests.ts';
import { openProjectDialog } from '../explorer/open-project-dialog.tsx';
import { queries, rpc } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Failure } from '../ui/failure.tsx';
import { Field, Select, TextInput } from '../ui/field.tsx';
import { settle } from './saved-drafts.ts';

interface SaveRequestDialogProps {
  readonly scratchKey: string;
  readonly draft: RequestDraft;
  readonly onClose: () => void;
}

/** Asks which file of which project a scratch request is saved to. */
export function SaveRequestDialog({ scratchKey, draft, onClose }: SaveRequestDialogProps) {
  const { data: projects = [] } = useQuery(queries.projects.list.queryOptions());
  const [name, setName] = useState(draft.name);
  const [chosen, setChosen] = useState<string | null>(null);
  const [path, setPath] = useState('requests/requests.http');
  const projectId = chosen ?? projects[0]?.id ?? null;
  const save = useMutation({
    mutationFn: async () => {
      if (projectId === null) return;
      const named = { ...draft, name: name.trim() };
      const saved = await rpc.requests.save({ projectId, path, index: null, draft: named });
      onClose();
      settle(scratchKey, saved, named);
    },
  });
  const isFile = /[^/]\.(?:http|rest)$/.test(path);
  const isGood = isFile && !save.isPending;
  if (projects.length === 0)
    return (
      <Dialog
        open
        onClose={onClose}
        title="Save needs a project"
        description="Requests are saved as .http files in the folder of a project, so that they travel with the source. Until then this one is kept as a scratch request."
        actions={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              look="primary"
              onClick={() => {
                onClose();
                openProjectDialog();
              }}
            >
              Open a project folder
            </Button>
          </>
        }
      />
    );
  return (
    <Dialog
      open
      onClose={onClose}
      title="Save the request"
      onEnter={() => isGood && save.mutate()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={!isGood} onClick={() => save.mutate()}>
            Save
          </Button>
        </>
      }
    >
      <Field label="Name" hint="Tells it apart from the others of the file.">
        {(attributes) => (
          <TextInput {...attributes} value={name} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <Field label="Project">
        {(attributes) => (
          <Select {...attributes} value={projectId ?? ''} onChange={(event) => setChosen(event.target.value)}>
            {projects.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label="File"
        hint="In the format of .http files, which other editors read as well."
        error={isFile ? null : 'The name has to end in .http, such as requests/shop.http.'}
      >
        {(attributes) => (
          <TextInput
            {...attributes}
            className="font-mono"
            value={path}
            onChange={(event) => setPath(event.target.value)}
          />
        )}
      </Field>
      {save.error !== null && <Failure title="The request could not be saved" error={save.error} />}
    </Dialog>
  );
}
