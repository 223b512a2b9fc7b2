import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { fileAtAddress } from '../editor/file-address.ts';
import { queries } from '../rpc/client.ts';
import type { ExplorerNode } from './explorer-rows.ts';
import { expandRows, followRow, useExplorer } from './explorer-state.ts';
import { fileRowId, folderRowId, parentOf } from './row-ids.ts';

/** Milliseconds: the page is there first, and who turns over many tabs is not followed through all of them. */
const pause = 50;

/**
 * Chooses the row of what the page shows whenever another page comes, however it came: a file's folders are opened for
 * it, the list of functions only if it is not closed. What is chosen already, or stands for the same, is left alone.
 */
export function useFollowPage(nodes: ReadonlyMap<string, ExplorerNode>): void {
  const { pathname } = useLocation();
  const functionId = useShownFunction(pathname);
  const current = useRef(nodes);
  current.current = nodes;
  useEffect(() => {
    const follow = (): void => {
      const { selected, expanded } = useExplorer.getState();
      const node = current.current.get(selected ?? '');
      if (functionId === undefined || functionId === selected || standsFor(node, functionId)) return;
      if (expanded.includes('functions')) followRow(functionId);
    };
    const timer = setTimeout(follow, pause);
    return () => clearTimeout(timer);
  }, [functionId]);
  useEffect(() => {
    const follow = (): void => {
      const file = fileAtAddress(pathname);
      if (file === undefined) return;
      const row = fileRowId(file.projectId, file.path);
      if (useExplorer.getState().selected === row) return;
      expandRows(`project:${file.projectId}`, ...foldersOf(file.projectId, file.path));
      followRow(row);
    };
    const timer = setTimeout(follow, pause);
    return () => clearTimeout(timer);
  }, [pathname]);
}

/** The function that a page is about: its own, or that of a release or a deployment of it. */
function useShownFunction(pathname: string): string | undefined {
  const [, kind, id = ''] = /^\/(function|release|deploy)\/([^/]+)$/.exec(pathname) ?? [];
  const { data: release } = useQuery(
    queries.releases.get.queryOptions({ input: { releaseId: id }, enabled: kind === 'release' }),
  );
  const { data: deployment } = useQuery(
    queries.deployments.get.queryOptions({ input: { deploymentId: id }, enabled: kind === 'deploy' }),
  );
  if (kind === 'function') return id;
  if (kind === 'release') return release?.functionId;
  return kind === 'deploy' ? deployment?.functionId : undefined;
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
