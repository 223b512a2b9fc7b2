import {
  Copy,
  CopyPlus,
  ExternalLink,
  FileCode2,
  FileCog,
  FilePlus2,
  FolderPlus,
  FolderX,
  Pencil,
  Plus,
  Rocket,
  SendHorizontal,
  Trash2,
} from 'lucide-react';
import type { Project } from '../../src-main/contract/rpc/projects.ts';
import { goTo } from '../app/go-to.ts';
import { newScratch } from '../composer/composer-commands.ts';
import { fileAddress } from '../editor/file-address.ts';
import { copyText } from '../ui/copy-text.ts';
import type { MenuEntry, MenuGroups } from '../ui/menu.tsx';
import { askToDelete } from './delete-function.tsx';
import { deployFunctions, deploySource } from './deploy-functions.ts';
import { type ExplorerNode, filesAmong, functionIdsAmong } from './explorer-rows.ts';
import { copyPath, describeEntries, duplicateEntry, removeEntries } from './file-actions.ts';
import { initProject } from './init-project.ts';
import { startNew, startRename } from './naming.ts';
import { openNewFunction } from './new-function-dialog.tsx';
import { openProjectDialog } from './open-project-dialog.tsx';
import { closeProject } from './recent-projects.ts';
import { type ProjectFile, parentOf, rowOfFile } from './row-ids.ts';

/** What can be done where no row is. */
export const explorerGroundMenu: MenuGroups = [
  [
    { label: 'New function…', icon: Plus, run: () => openNewFunction() },
    { label: 'Open a project folder…', icon: FolderPlus, run: openProjectDialog },
  ],
];

/** What can be done with a row of the explorer, or with all that are chosen when it is among them. */
export function explorerMenu(
  node: ExplorerNode | undefined,
  chosen: readonly ExplorerNode[],
  open: () => void,
): MenuGroups {
  const functionIds = functionIdsAmong(chosen);
  const files = filesAmong(chosen);
  if (node?.kind === 'function' && functionIds.length > 1) return manyFunctionsMenu(functionIds);
  if ((node?.kind === 'file' || node?.kind === 'folder') && files.length > 1)
    return [[trashEntry(`Delete ${describeEntries(files)}`, files)]];
  const openEntry = { label: 'Open', icon: ExternalLink, run: open };
  switch (node?.kind) {
    case 'function':
      return [[openEntry], ...functionMenu(node.functionId)];
    case 'heading':
      return explorerGroundMenu;
    case 'cloud-function':
      return [[openEntry], [copyEntry('The id', node.functionId)]];
    case 'project':
      return projectMenu(node.project);
    case 'project-function':
      return [[openEntry, ...sourceEntries(node)], ...projectFunctionMenu(node)];
    case 'file':
    case 'folder':
      return [...(node.kind === 'file' ? [[openEntry]] : []), ...fileMenu(node)];
    default:
      return [[openEntry]];
  }
}

type ProjectFunction = Extract<ExplorerNode, { kind: 'project-function' }>;

/** The way to what a function of a project is made of; a folder is there to be opened in the tree. */
function sourceEntries({ project, name }: ProjectFunction): readonly MenuEntry[] {
  const known = project.functions.find((entry) => entry.name === name);
  if (known?.functionId == null || !/\.[^/.]+$/.test(known.source)) return [];
  return [
    {
      label: 'Open its source',
      icon: FileCode2,
      run: () => goTo(fileAddress(project.id, known.source)),
    },
  ];
}

function projectFunctionMenu({ project, name }: ProjectFunction): MenuGroups {
  const functionId = project.functions.find((entry) => entry.name === name)?.functionId ?? null;
  const deploy = { label: 'Deploy', icon: Rocket, run: () => void deploySource(project.id, name) };
  return functionId === null
    ? [[deploy]]
    : [[deploy, sendEntry(functionId), copyEntry('The id', functionId)]];
}

function functionMenu(functionId: string): MenuGroups {
  return [
    [
      { label: 'Deploy', icon: Rocket, run: () => void deployFunctions([functionId]) },
      sendEntry(functionId),
      { label: 'Rename', icon: Pencil, shortcut: 'F2', run: () => startRename(functionId) },
      copyEntry('The id', functionId),
    ],
    [
      {
        label: 'Delete…',
        icon: Trash2,
        shortcut: 'Delete',
        danger: true,
        run: () => askToDelete([functionId]),
      },
    ],
  ];
}

function manyFunctionsMenu(functionIds: readonly string[]): MenuGroups {
  const many = `${functionIds.length} functions`;
  return [
    [{ label: `Deploy ${many}`, icon: Rocket, run: () => void deployFunctions(functionIds) }],
    [
      {
        label: `Delete ${many}…`,
        icon: Trash2,
        shortcut: 'Delete',
        danger: true,
        run: () => askToDelete(functionIds),
      },
    ],
  ];
}

function projectMenu(project: Project): MenuGroups {
  const { id: projectId, folder, hasManifest } = project;
  const init = { label: 'Make atelier.json', icon: FileCog, run: () => void initProject(projectId) };
  return [
    hasManifest ? [] : [init],
    [{ label: 'New function…', icon: Plus, run: () => openNewFunction(projectId) }],
    newEntries(projectId, ''),
    [copyEntry('The path', folder)],
    [{ label: 'Close project', icon: FolderX, run: () => void closeProject(project) }],
  ];
}

function fileMenu(file: ProjectFile): MenuGroups {
  const { kind, projectId, path } = file;
  return [
    newEntries(projectId, kind === 'folder' ? path : parentOf(path)),
    [
      { label: 'Rename', icon: Pencil, shortcut: 'F2', run: () => startRename(rowOfFile(file)) },
      { label: 'Duplicate', icon: CopyPlus, run: () => void duplicateEntry(file) },
      { label: 'Copy path', icon: Copy, run: () => void copyPath(file) },
      copyEntry('The relative path', path),
    ],
    [trashEntry('Delete', [file])],
  ];
}

function newEntries(projectId: string, folder: string): readonly MenuEntry[] {
  return [
    { label: 'New file', icon: FilePlus2, run: () => startNew('file', projectId, folder) },
    { label: 'New folder', icon: FolderPlus, run: () => startNew('folder', projectId, folder) },
  ];
}

function sendEntry(functionId: string): MenuEntry {
  return { label: 'Send a request', icon: SendHorizontal, run: () => void newScratch(functionId) };
}

/** `The path` is what the entry, `Copy path`, puts into the clipboard. */
function copyEntry(what: string, text: string): MenuEntry {
  return { label: what.replace('The', 'Copy'), icon: Copy, run: () => void copyText(text, what) };
}

function trashEntry(label: string, files: readonly ProjectFile[]): MenuEntry {
  return { label, icon: Trash2, shortcut: 'Delete', danger: true, run: () => void removeEntries(files) };
}
