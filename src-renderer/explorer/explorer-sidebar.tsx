import { useQueries, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FolderPlus, Plus } from 'lucide-react';
import { useMemo } from 'react';
import { queries } from '../rpc/client.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { SidebarHeading } from '../ui/sidebar-heading.tsx';
import { Status } from '../ui/status.tsx';
import { Tree, type TreeRow } from '../ui/tree.tsx';
import { askToDelete } from './delete-function.tsx';
import { explorerMenu } from './explorer-menu.ts';
import { type ExplorerNode, type ExplorerRow, explorerRows, openFolders } from './explorer-rows.ts';
import { selectRow, toggleRow, useExplorer } from './explorer-state.ts';
import { openNewFunction } from './new-function-dialog.tsx';
import { openProjectDialog } from './open-project-dialog.tsx';

/** Projects with their files, and every function of the platform. */
export function ExplorerSidebar() {
  const { expanded, selected } = useExplorer();
  const rows = useExplorerRows();
  const navigate = useNavigate();
  const asides = useAsides();
  const nodes = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows]);
  const open = (node: ExplorerNode | undefined): void => {
    if (node?.kind === 'function')
      void navigate({ to: '/function/$functionId', params: { functionId: node.functionId } });
    if (node?.kind === 'project-function') void navigate(projectFunctionAddress(node));
    if (node?.kind === 'file')
      void navigate({ to: '/file/$projectId/$', params: { projectId: node.projectId, _splat: node.path } });
  };
  const onOpen = (row: TreeRow): void =>
    row.expanded === undefined ? open(nodes.get(row.id)?.node) : toggleRow(row.id);
  return (
    <div className="flex h-full flex-col">
      <SidebarHeading title="Explorer">
        <IconButton icon={Plus} label="New function" onClick={() => openNewFunction()} />
        <IconButton icon={FolderPlus} label="Open a project folder" onClick={openProjectDialog} />
      </SidebarHeading>
      <Tree
        label="Explorer"
        rows={rows.map((row) => ({ ...row, expanded: row.expanded, aside: asides.get(row.id) }))}
        selected={selected}
        onSelect={(row) => selectRow(row.id)}
        onToggle={(row) => toggleRow(row.id)}
        onOpen={onOpen}
        onDelete={(row) => {
          const node = nodes.get(row.id)?.node;
          if (node?.kind === 'function') askToDelete(node.functionId);
        }}
        menuOf={(row) => explorerMenu(nodes.get(row.id)?.node, () => onOpen(row))}
      />
      {expanded.length === 0 && rows.length === 1 && (
        <p className="p-3 text-small text-ink-faint">Open a row with the right arrow.</p>
      )}
    </div>
  );
}

function projectFunctionAddress({ project, name }: Extract<ExplorerNode, { kind: 'project-function' }>) {
  const known = project.functions.find((entry) => entry.name === name);
  return known?.functionId == null
    ? ({ to: '/file/$projectId/$', params: { projectId: project.id, _splat: known?.source ?? '' } } as const)
    : ({ to: '/function/$functionId', params: { functionId: known.functionId } } as const);
}

function useExplorerRows(): ExplorerRow[] {
  const { expanded } = useExplorer();
  const { data: functions = [] } = useQuery(queries.functions.list.queryOptions());
  const { data: projects = [] } = useQuery(queries.projects.list.queryOptions());
  const opened = useMemo(() => new Set(expanded), [expanded]);
  const folders = openFolders(projects, opened);
  const entries = useQueries({
    queries: folders.map((folder) => queries.projects.entries.queryOptions({ input: folder })),
  });
  const byFolder = new Map(
    folders.map(({ projectId, path }, index) => [`${projectId}:${path}`, entries[index]?.data]),
  );
  return explorerRows(
    { functions, projects, entriesOf: (projectId, path) => byFolder.get(`${projectId}:${path}`) },
    opened,
  );
}

/** What stands at the right of functions: the state of their newest deployment and what is live. */
function useAsides(): ReadonlyMap<string, TreeRow['aside']> {
  const { data: functions = [] } = useQuery(queries.functions.list.queryOptions());
  return new Map(
    functions.map(({ id, latestDeployment, activeReleaseNumber }) => [
      id,
      <span key={id} className="flex items-center gap-1.5">
        {activeReleaseNumber !== null && `v${activeReleaseNumber}`}
        {latestDeployment !== null && <Status status={latestDeployment.status} short />}
      </span>,
    ]),
  );
}
