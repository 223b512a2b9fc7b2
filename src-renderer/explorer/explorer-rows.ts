import {
  Boxes,
  Cloud,
  FilePlus2,
  Folder,
  FolderOpen,
  type LucideIcon,
  Package,
  SquareFunction,
} from 'lucide-react';
import type { CloudFunction } from '../../src-main/contract/function.ts';
import type { FunctionSummary } from '../../src-main/contract/rpc/functions.ts';
import type { FileEntry, Project } from '../../src-main/contract/rpc/projects.ts';
import { fileIcon } from './file-icon.ts';
import { type Naming, newRowId } from './naming.ts';
import { fileRowId, folderRowId, type ProjectFile } from './row-ids.ts';

/** What a row of the explorer stands for. */
export type ExplorerNode =
  | { readonly kind: 'heading' }
  | { readonly kind: 'function'; readonly functionId: string; readonly name: string }
  | { readonly kind: 'project'; readonly project: Project }
  | { readonly kind: 'project-function'; readonly project: Project; readonly name: string }
  | { readonly kind: 'new' }
  | { readonly kind: 'cloud-function'; readonly ownerId: string; readonly functionId: string }
  | ProjectFile;

/** The files and folders among nodes. */
export function filesAmong(nodes: readonly ExplorerNode[]): ProjectFile[] {
  return nodes.flatMap((node) => (node.kind === 'file' || node.kind === 'folder' ? [node] : []));
}

/** The ids of the platform's functions among nodes. */
export function functionIdsAmong(nodes: readonly ExplorerNode[]): string[] {
  return nodes.flatMap((node) => (node.kind === 'function' ? [node.functionId] : []));
}

export interface ExplorerRow {
  readonly id: string;
  readonly level: number;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly expanded?: boolean | undefined;
  readonly node: ExplorerNode;
}

/** What the explorer lists of the cloud in the place of this machine's functions. */
export interface CloudListing {
  readonly ownerId: string;
  readonly name: string;
  readonly functions: readonly CloudFunction[];
}

interface ExplorerData {
  readonly functions: readonly FunctionSummary[];
  /** Null while the functions of this machine are listed. */
  readonly cloud: CloudListing | null;
  readonly projects: readonly Project[];
  /** The entries of a folder that is open, undefined until they have arrived. */
  entriesOf(projectId: string, path: string): readonly FileEntry[] | undefined;
  /** What is getting a name; something new has a row before it is there. */
  readonly naming: Naming | null;
}

/** The visible rows: projects with their functions and files, then every function of the platform or the cloud. */
export function explorerRows(data: ExplorerData, expanded: ReadonlySet<string>): ExplorerRow[] {
  return [
    ...data.projects.flatMap((project) => projectRows(project, data, expanded)),
    ...(data.cloud === null ? functionRows(data.functions, expanded) : cloudRows(data.cloud, expanded)),
  ];
}

function functionRows(functions: readonly FunctionSummary[], expanded: ReadonlySet<string>): ExplorerRow[] {
  const open = expanded.has('functions');
  const heading: ExplorerRow = {
    id: 'functions',
    level: 1,
    label: 'Functions',
    icon: Boxes,
    expanded: open,
    node: { kind: 'heading' },
  };
  if (!open) return [heading];
  return [
    heading,
    ...functions.map(
      ({ id, name }): ExplorerRow => ({
        id,
        level: 2,
        label: name ?? id,
        icon: SquareFunction,
        node: { kind: 'function', functionId: id, name: name ?? id },
      }),
    ),
  ];
}

function cloudRows({ ownerId, name, functions }: CloudListing, expanded: ReadonlySet<string>): ExplorerRow[] {
  const id = `cloud:${ownerId}`;
  const open = expanded.has(id);
  const heading: ExplorerRow = {
    id,
    level: 1,
    label: name,
    icon: Cloud,
    expanded: open,
    node: { kind: 'heading' },
  };
  if (!open) return [heading];
  return [
    heading,
    ...functions.map(
      (found): ExplorerRow => ({
        id: `cloud-function:${found.id}`,
        level: 2,
        label: found.name ?? found.id,
        icon: SquareFunction,
        node: { kind: 'cloud-function', ownerId, functionId: found.id },
      }),
    ),
  ];
}

function projectRows(project: Project, data: ExplorerData, expanded: ReadonlySet<string>): ExplorerRow[] {
  const id = `project:${project.id}`;
  const open = expanded.has(id);
  const heading: ExplorerRow = {
    id,
    level: 1,
    label: project.name,
    icon: Package,
    expanded: open,
    node: { kind: 'project', project },
  };
  if (!open) return [heading];
  const functions = project.functions.map(
    ({ name }): ExplorerRow => ({
      id: `${id}:function:${name}`,
      level: 2,
      label: name,
      icon: SquareFunction,
      node: { kind: 'project-function', project, name },
    }),
  );
  return [heading, ...functions, ...entryRows(project.id, '', 2, data, expanded)];
}

function entryRows(
  projectId: string,
  folder: string,
  level: number,
  data: ExplorerData,
  expanded: ReadonlySet<string>,
): ExplorerRow[] {
  const rows = (data.entriesOf(projectId, folder) ?? []).flatMap(({ kind, path, name }): ExplorerRow[] => {
    if (kind === 'file') {
      const icon = fileIcon(name);
      return [{ id: fileRowId(projectId, path), level, label: name, icon, node: { kind, projectId, path } }];
    }
    const id = folderRowId(projectId, path);
    const open = expanded.has(id);
    const row: ExplorerRow = {
      id,
      level,
      label: name,
      icon: open ? FolderOpen : Folder,
      expanded: open,
      node: { kind, projectId, path },
    };
    return open ? [row, ...entryRows(projectId, path, level + 1, data, expanded)] : [row];
  });
  const { naming } = data;
  if (naming?.kind !== 'new' || naming.projectId !== projectId || naming.folder !== folder) return rows;
  const icon = naming.entry === 'file' ? FilePlus2 : Folder;
  return [{ id: newRowId, level, label: '', icon, node: { kind: 'new' } }, ...rows];
}

/** The folders that are open and so have to be read. */
export function openFolders(
  projects: readonly Project[],
  expanded: ReadonlySet<string>,
): { projectId: string; path: string }[] {
  return projects
    .filter(({ id }) => expanded.has(`project:${id}`))
    .flatMap(({ id }) => [
      { projectId: id, path: '' },
      ...[...expanded]
        .filter((row) => row.startsWith(`folder:${id}:`))
        .map((row) => ({ projectId: id, path: row.slice(`folder:${id}:`.length) })),
    ]);
}
