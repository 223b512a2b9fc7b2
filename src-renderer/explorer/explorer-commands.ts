import { CopyPlus, FilePlus2, FolderPlus, Pencil, Plus, Rocket, Trash2, Undo2 } from 'lucide-react';
import type { Command } from '../app/commands/registry.ts';
import { useTabs } from '../app/tabs/tabs.ts';
import { fileAtAddress } from '../editor/file-address.ts';
import { askToDelete, canRestoreFunctions, restoreFunctions } from './delete-function.tsx';
import { deployFunctions } from './deploy-functions.ts';
import { useExplorer } from './explorer-state.ts';
import { canRestore, duplicateEntry, removeEntries, restoreEntries } from './file-actions.ts';
import { startNew, startRename } from './naming.ts';
import { openNewFunction } from './new-function-dialog.tsx';
import { openProjectDialog } from './open-project-dialog.tsx';
import { fileOfRow, type ProjectFile, parentOf, rowOfFile } from './row-ids.ts';

/** The files and folders that are chosen in the tree, or else the file on the screen. */
function filesInHand(): ProjectFile[] {
  const chosen = useExplorer.getState().chosen.flatMap((id) => fileOfRow(id) ?? []);
  if (chosen.length > 0) return chosen;
  const open = fileAtAddress(useTabs.getState().recent[0] ?? '');
  return open === undefined ? [] : [{ kind: 'file', ...open }];
}

function functionsInHand(): string[] {
  return useExplorer.getState().chosen.filter((id) => id.startsWith('function_'));
}

/** The folder that something new goes into: the one in hand, that of the file in hand, or the chosen project's own. */
function folderInHand(): { projectId: string; folder: string } | undefined {
  const [file] = filesInHand();
  if (file !== undefined)
    return { projectId: file.projectId, folder: file.kind === 'folder' ? file.path : parentOf(file.path) };
  const { chosen, expanded } = useExplorer.getState();
  const [, projectId] = /^project:([^:]+)/.exec([...chosen, ...expanded].find(isOfProject) ?? '') ?? [];
  return projectId === undefined ? undefined : { projectId, folder: '' };
}

const isOfProject = (id: string): boolean => id.startsWith('project:');
const hasOneFile = (): boolean => filesInHand().length === 1;
const hasFolder = (): boolean => folderInHand() !== undefined;

function makeNew(entry: 'file' | 'folder'): void {
  const place = folderInHand();
  if (place !== undefined) startNew(entry, place.projectId, place.folder);
}

function renameInHand(): void {
  const [file] = filesInHand();
  const [functionId] = functionsInHand();
  const rowId = functionId ?? (file && rowOfFile(file));
  if (rowId !== undefined) startRename(rowId);
}

/** What the explorer can do wherever the focus is. */
export const explorerCommands: readonly Command[] = [
  {
    id: 'function.new',
    group: 'Project',
    title: 'New function',
    keys: 'Mod+Shift+N',
    icon: Plus,
    run: () => openNewFunction(),
  },
  {
    id: 'project.open',
    group: 'Project',
    title: 'Open a project folder',
    keys: 'Mod+O',
    icon: FolderPlus,
    run: openProjectDialog,
  },
  {
    id: 'function.deployChosen',
    group: 'Project',
    title: 'Deploy the chosen functions',
    icon: Rocket,
    when: () => functionsInHand().length > 0,
    run: () => deployFunctions(functionsInHand()),
  },
  {
    id: 'function.deleteChosen',
    group: 'Project',
    title: 'Delete the chosen functions',
    icon: Trash2,
    when: () => functionsInHand().length > 0,
    run: () => askToDelete(functionsInHand()),
  },
  {
    id: 'function.restore',
    group: 'Project',
    title: 'Bring back the functions that were deleted last',
    keywords: 'undo delete restore',
    icon: Undo2,
    when: canRestoreFunctions,
    run: restoreFunctions,
  },
  {
    id: 'file.new',
    group: 'File',
    title: 'New file',
    icon: FilePlus2,
    when: hasFolder,
    run: () => makeNew('file'),
  },
  {
    id: 'folder.new',
    group: 'File',
    title: 'New folder',
    icon: FolderPlus,
    when: hasFolder,
    run: () => makeNew('folder'),
  },
  {
    id: 'file.rename',
    group: 'File',
    title: 'Rename',
    keywords: 'file folder function',
    icon: Pencil,
    when: () => hasOneFile() || functionsInHand().length === 1,
    run: renameInHand,
  },
  {
    id: 'file.duplicate',
    group: 'File',
    title: 'Duplicate',
    icon: CopyPlus,
    when: hasOneFile,
    run: () => Promise.all(filesInHand().map(duplicateEntry)).then(() => {}),
  },
  {
    id: 'file.delete',
    group: 'File',
    title: 'Move to the trash',
    keywords: 'delete remove',
    icon: Trash2,
    when: () => filesInHand().length > 0,
    run: () => removeEntries(filesInHand()),
  },
  {
    id: 'file.restore',
    group: 'File',
    title: 'Bring back what was moved to the trash',
    keywords: 'undo delete restore',
    icon: Undo2,
    when: canRestore,
    run: restoreEntries,
  },
];
