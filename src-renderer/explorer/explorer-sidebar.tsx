import { useQueries, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FolderPlus, Plus } from 'lucide-react';
import { useMemo } from 'react';
import type { FunctionSummary } from '../../src-main/contract/rpc/functions.ts';
import type { Project } from '../../src-main/contract/rpc/projects.ts';
import { goTo } from '../app/go-to.ts';
import { useTarget } from '../app/layout/target-state.ts';
import { fileAddress } from '../editor/file-address.ts';
import { queries } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { SidebarHeading } from '../ui/sidebar-heading.tsx';
import { Tree } from '../ui/tree.tsx';
import type { TreeRow } from '../ui/tree-row.ts';
import { askToDelete } from './delete-function.tsx';
import { explorerGroundMenu, explorerMenu } from './explorer-menu.ts';
import {
  type CloudListing,
  type ExplorerNode,
  type ExplorerRow,
  explorerRows,
  filesAmong,
  functionIdsAmong,
  openFolders,
} from './explorer-rows.ts';
import { selectRow, toggleRow, useExplorer } from './explorer-state.ts';
import { removeEntries } from './file-actions.ts';
import { useFollowPage } from './follow-page.ts';
import { startRename, useNaming } from './naming.ts';
import { openNewFunction } from './new-function-dialog.tsx';
import { openProjectDialog } from './open-project-dialog.tsx';
import { useRowAside } from './row-asides.tsx';
import { RowName } from './row-name.tsx';

/** Projects with their files, and every function of the platform. */
export function ExplorerSidebar() {
  const { expanded, selected, chosen } = useExplorer();
  const { naming } = useNaming();
  const cloud = useCloudListing();
  const rows = useExplorerRows(cloud.listing);
  const open = useOpenNode();
  const asideOf = useRowAside();
  const nodes = useMemo(() => new Map(rows.map((row) => [row.id, row.node])), [rows]);
  useFollowPage(nodes);
  const order = useMemo(() => rows.map(({ id }) => id), [rows]);
  const marked = useMemo(() => new Set(chosen), [chosen]);
  const onOpen = (row: TreeRow): void =>
    row.expanded === undefined ? open(nodes.get(row.id)) : toggleRow(row.id);
  const inHand = chosen.flatMap((id) => nodes.get(id) ?? []);
  const remove = (): void => {
    const [functionIds, files] = [functionIdsAmong(inHand), filesAmong(inHand)];
    if (functionIds.length > 0) askToDelete(functionIds);
    else if (files.length > 0) void removeEntries(files);
  };
  const withField = (row: ExplorerRow): TreeRow => {
    const isNamed = row.node.kind === 'new' || (naming?.kind === 'rename' && naming.rowId === row.id);
    return isNamed && naming !== null
      ? { ...row, field: <RowName naming={naming} node={row.node} name={row.label} /> }
      : { ...row, aside: asideOf(row) };
  };
  return (
    <div className="flex h-full flex-col">
      <SidebarHeading title="Explorer">
        <IconButton icon={Plus} label="New function" onClick={() => openNewFunction()} />
        <IconButton icon={FolderPlus} label="Open a project folder" onClick={openProjectDialog} />
      </SidebarHeading>
      <Tree
        label="Explorer"
        rows={rows}
        drawn={withField}
        selected={selected}
        chosen={marked}
        onSelect={(row, how) => selectRow(row.id, how, order)}
        onToggle={(row) => toggleRow(row.id)}
        onOpen={onOpen}
        onRename={(row) => canRename(nodes.get(row.id)) && startRename(row.id)}
        onDelete={remove}
        menuOf={(row) => explorerMenu(nodes.get(row.id), marked.has(row.id) ? inHand : [], () => onOpen(row))}
        menu={explorerGroundMenu}
      />
      {cloud.error !== null && (
        <div className="p-2">
          <Failure
            title="The cloud's functions can't be listed"
            error={cloud.error}
            actions={<Button onClick={() => void cloud.refetch()}>Try again</Button>}
          />
        </div>
      )}
      {cloud.listing !== null && cloud.isEmpty && (
        <p className="p-3 text-small text-ink-faint">{cloud.listing.name} has no functions.</p>
      )}
      {expanded.length === 0 && rows.length === 1 && (
        <p className="p-3 text-small text-ink-faint">Open a row with the right arrow.</p>
      )}
    </div>
  );
}

function canRename(node: ExplorerNode | undefined): boolean {
  return node?.kind === 'file' || node?.kind === 'folder' || node?.kind === 'function';
}

function useOpenNode(): (node: ExplorerNode | undefined) => void {
  const navigate = useNavigate();
  const openFunction = (functionId: string): void =>
    void navigate({ to: '/function/$functionId', params: { functionId } });
  return (node) => {
    if (node?.kind === 'function') openFunction(node.functionId);
    if (node?.kind === 'cloud-function') void navigate({ to: '/cloud/$ownerId/$functionId', params: node });
    if (node?.kind === 'file') goTo(fileAddress(node.projectId, node.path));
    if (node?.kind !== 'project-function') return;
    const known = node.project.functions.find(({ name }) => name === node.name);
    if (known?.functionId == null) goTo(fileAddress(node.project.id, known?.source ?? ''));
    else openFunction(known.functionId);
  };
}

interface CloudView {
  readonly listing: CloudListing | null;
  /** It was listed, and nothing was there. */
  readonly isEmpty: boolean;
  readonly error: Error | null;
  readonly refetch: () => Promise<unknown>;
}

/** The functions of the organisation that is the target; the listing is null while that is Local. */
function useCloudListing(): CloudView {
  const target = useTarget();
  const isCloud = target.kind === 'cloud';
  const { data, error, refetch } = useQuery(
    queries.cloud.functions.queryOptions({
      input: { ownerId: isCloud ? target.ownerId : '' },
      enabled: isCloud,
    }),
  );
  const listing = useMemo(
    () =>
      target.kind === 'cloud' ? { ownerId: target.ownerId, name: target.name, functions: data ?? [] } : null,
    [target, data],
  );
  return { listing, isEmpty: data?.length === 0, error: isCloud ? error : null, refetch };
}

function useExplorerRows(cloud: CloudListing | null): ExplorerRow[] {
  const { expanded } = useExplorer();
  const { naming } = useNaming();
  const { data: functions = noFunctions } = useQuery(queries.functions.list.queryOptions({ select: byName }));
  const { data: projects = noProjects } = useQuery(queries.projects.list.queryOptions());
  const opened = useMemo(() => new Set(expanded), [expanded]);
  const folders = useMemo(() => openFolders(projects, opened), [projects, opened]);
  const entries = useQueries({
    queries: folders.map((folder) => queries.projects.entries.queryOptions({ input: folder })),
    combine: contentsOf,
  });
  // Thousands of rows: they are made anew when something has changed, and not with every row that is chosen.
  return useMemo(() => {
    const byFolder = new Map(
      folders.map(({ projectId, path }, index) => [`${projectId}:${path}`, entries[index]]),
    );
    const entriesOf = (projectId: string, path: string) => byFolder.get(`${projectId}:${path}`);
    return explorerRows({ functions, cloud, projects, naming, entriesOf }, opened);
  }, [functions, cloud, projects, naming, folders, entries, opened]);
}

function contentsOf<Data>(results: readonly { readonly data: Data | undefined }[]): (Data | undefined)[] {
  return results.map(({ data }) => data);
}

const noFunctions: FunctionSummary[] = [];
const noProjects: Project[] = [];

const names = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** As somebody looks for one: by name, those without one last. */
function byName(functions: readonly FunctionSummary[]): FunctionSummary[] {
  return functions.toSorted((one, other) =>
    one.name === null || other.name === null
      ? Number(one.name === null) - Number(other.name === null)
      : names.compare(one.name, other.name),
  );
}
