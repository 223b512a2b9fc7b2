import { useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { fileAtAddress } from '../../editor/file-address.ts';
import { useExplorer } from '../explorer-state.ts';
import { fileOfRow } from '../row-ids.ts';

/** What the inspector is about. */
export type Inspected =
  | { readonly kind: 'function'; readonly functionId: string }
  | { readonly kind: 'file' | 'folder'; readonly projectId: string; readonly path: string }
  | { readonly kind: 'release'; readonly releaseId: string }
  | { readonly kind: 'deployment'; readonly deploymentId: string };

/** The row that was chosen in the tree or the page that was shown, whichever was last and has details. */
export function useInspected(): Inspected | undefined {
  const { pathname } = useLocation();
  const { selected, followed } = useExplorer();
  const [latest, setLatest] = useState<'tree' | 'page'>('page');
  // The page last: it is what is looked at when both are new.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is about the change itself
  useEffect(() => setLatest(selected === followed ? 'page' : 'tree'), [selected]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is about the change itself
  useEffect(() => setLatest('page'), [pathname]);
  const [row, page] = [inspectedRow(selected ?? ''), inspectedPage(pathname)];
  return latest === 'tree' ? (row ?? page) : (page ?? row);
}

function inspectedRow(id: string): Inspected | undefined {
  return id.startsWith('function_') ? { kind: 'function', functionId: id } : fileOfRow(id);
}

function inspectedPage(pathname: string): Inspected | undefined {
  const file = fileAtAddress(pathname);
  if (file !== undefined) return { kind: 'file', ...file };
  const [, kind, id] = /^\/(function|release|deploy)\/([^/]+)$/.exec(pathname) ?? [];
  if (id === undefined) return undefined;
  if (kind === 'function') return { kind, functionId: id };
  return kind === 'release' ? { kind, releaseId: id } : { kind: 'deployment', deploymentId: id };
}
