import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { create } from 'zustand';
import { rpc } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Failure } from '../ui/failure.tsx';
import { Field } from '../ui/field.tsx';
import { FolderInput } from './folder-input.tsx';
import { welcomeProject } from './init-project.ts';

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
  const openFolder = useMutation({
    mutationFn: async () => {
      const project = await rpc.projects.open({ folder: folder.trim() });
      onClose();
      welcomeProject(project);
    },
  });
  const change = (next: string): void => {
    setFolder(next);
    openFolder.reset();
  };
  const canOpen = folder.trim() !== '' && !openFolder.isPending;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Open a project folder"
      onEnter={() => canOpen && openFolder.mutate()}
      description="A folder of source on this machine, with or without an atelier.json."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={!canOpen} onClick={() => openFolder.mutate()}>
            Open
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label="Folder" hint="The whole path, or one below your home folder with ~/">
          {(attributes) => <FolderInput {...attributes} placeholder="~/" value={folder} onChange={change} />}
        </Field>
        {openFolder.error !== null && (
          <Failure title="The folder could not be opened" error={openFolder.error} />
        )}
      </div>
    </Dialog>
  );
}
