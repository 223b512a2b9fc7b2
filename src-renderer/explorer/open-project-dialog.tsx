import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { create } from 'zustand';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Failure } from '../ui/failure.tsx';
import { Field } from '../ui/field.tsx';
import { FolderInput } from './folder-input.tsx';
import { openFolder } from './recent-projects.ts';

const useOpenProject = create<{ open: boolean }>(() => ({ open: false }));

/** Asks for a folder of source to open. */
export function openProjectDialog(): void {
  useOpenProject.setState({ open: true });
}

/** The form, wherever it was asked for. */
export function OpenProjectDialog() {
  const { open } = useOpenProject();
  return open ? <Form onClose={() => useOpenProject.setState({ open: false })} /> : null;
}

function Form({ onClose }: { readonly onClose: () => void }) {
  const [folder, setFolder] = useState('');
  const opening = useMutation({
    mutationFn: async () => {
      await openFolder(folder.trim());
      onClose();
    },
  });
  const change = (next: string): void => {
    setFolder(next);
    opening.reset();
  };
  const canOpen = folder.trim() !== '' && !opening.isPending;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Open a project folder"
      onEnter={() => canOpen && opening.mutate()}
      description="A folder of source on this machine, with or without an atelier.json."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={!canOpen} onClick={() => opening.mutate()}>
            Open
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label="Folder" hint="The whole path, or one below your home folder with ~/">
          {(attributes) => <FolderInput {...attributes} placeholder="~/" value={folder} onChange={change} />}
        </Field>
        {opening.error !== null && <Failure title="The folder could not be opened" error={opening.error} />}
      </div>
    </Dialog>
  );
}
