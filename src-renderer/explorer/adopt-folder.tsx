import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { create } from 'zustand';
import { showArea } from '../app/layout/layout-state.ts';
import { queries, rpc } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Failure } from '../ui/failure.tsx';
import { formatBytes } from '../ui/format.ts';
import { showFailure } from '../ui/notice.tsx';
import { type DroppedFile, filesOf } from './dropped-files.ts';
import { welcomeProject } from './init-project.ts';
import { openProjectDialog } from './open-project-dialog.tsx';

interface DroppedFolder {
  readonly name: string;
  readonly files: readonly DroppedFile[];
}

const useAdoption = create<{ waiting: readonly DroppedFolder[] }>(() => ({ waiting: [] }));

/** Asks what is to be done with a folder that was dropped: a page is given its files, and not told where they lie. */
export async function askToAdopt(folder: FileSystemDirectoryEntry): Promise<void> {
  try {
    const dropped = { name: folder.name, files: await filesOf(folder) };
    useAdoption.setState(({ waiting }) => ({ waiting: [...waiting, dropped] }));
  } catch (error) {
    showFailure(error, { label: 'Open it where it is', run: openProjectDialog });
  }
}

/** The question about the first of the folders that were dropped. */
export function AdoptFolderDialog() {
  const [folder] = useAdoption(({ waiting }) => waiting);
  return folder === undefined ? null : <Question key={folder.name} folder={folder} />;
}

function Question({ folder: { name, files } }: { readonly folder: DroppedFolder }) {
  const { data: suggestion } = useQuery(
    queries.projects.suggestFolder.queryOptions({ input: { name }, staleTime: 0 }),
  );
  const close = (): void => useAdoption.setState(({ waiting }) => ({ waiting: waiting.slice(1) }));
  const adopt = useMutation({
    mutationFn: async () => {
      const copies = files.map(({ path, file }) => ({ path, bytes: file }));
      const project = await rpc.projects.adopt({ name, files: copies });
      showArea('project');
      close();
      welcomeProject(project);
    },
  });
  const copying = useRef<HTMLButtonElement>(null);
  const size = files.reduce((sum, { file }) => sum + file.size, 0);
  return (
    <Dialog
      open
      onClose={close}
      title={`Open a copy of ${name}?`}
      description="Browsers do not say where a dropped folder lies. What opens is a copy, and what you change in it does not reach the original."
      initialFocus={copying}
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button
            onClick={() => {
              close();
              openProjectDialog();
            }}
          >
            Open the folder itself…
          </Button>
          <Button ref={copying} look="primary" disabled={adopt.isPending} onClick={() => adopt.mutate()}>
            {adopt.isPending ? 'Copying…' : 'Copy and open'}
          </Button>
        </>
      }
    >
      <p>
        {files.length.toLocaleString()} {files.length === 1 ? 'file' : 'files'}, {formatBytes(size)},{' '}
        {files.length === 1 ? 'goes' : 'go'} to{' '}
        <code className="break-all select-text">{suggestion?.folder}</code>. Packages, version control and
        build results stay behind.
      </p>
      {adopt.error !== null && <Failure title={`${name} could not be copied`} error={adopt.error} />}
    </Dialog>
  );
}
