import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { fileAtAddress } from '../editor/file-address.ts';
import type { ExplorerNode } from './explorer-rows.ts';
import { expandRows, selectRow, useExplorer } from './explorer-state.ts';
import { fileRowId, folderRowId, parentOf } from './row-ids.ts';

/**
 * Chooses the row of what the page shows whenever another page comes, however it came: a file's folders are opened for
 * it, the list of functions only if it is not closed. What is chosen already, or stands for the same, is left alone.
 */
export function useFollowPage(nodes: ReadonlyMap<string, ExplorerNode>): void {
  const { pathname } = useLocation();
  const current = useRef(nodes);
  current.current = nodes;
  useEffect(() => {
    const { selected, expanded } = useExplorer.getState();
    const [, functionId] = /^\/function\/([^/]+)$/.exec(pathname) ?? [];
    const node = current.current.get(selected ?? '');
    if (functionId !== undefined && functionId !== selected && !standsFor(node, functionId)) {
      if (expanded.includes('functions')) selectRow(functionId);
    }
    const file = fileAtAddress(pathname);
    if (file === undefined || selected === fileRowId(file.projectId, file.path)) return;
    expandRows(`project:${file.projectId}`, ...foldersOf(file.projectId, file.path));
    selectRow(fileRowId(file.projectId, file.path));
  }, [pathname]);
}

function standsFor(node: ExplorerNode | undefined, functionId: string): boolean {
  if (node?.kind !== 'project-function') return false;
  return node.project.functions.some((known) => known.name === node.name && known.functionId === functionId);
}

/** The rows of the folders that a file lies in. */
function foldersOf(projectId: string, path: string): string[] {
  const folder = parentOf(path);
  return folder === '' ? [] : [...foldersOf(projectId, folder), folderRowId(projectId, folder)];
}
