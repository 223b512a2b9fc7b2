import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { Check, ChevronDown, FolderPlus, History, Package, Plus } from 'lucide-react';
import type { Project } from '../../../src-main/contract/rpc/projects.ts';
import { fileAtAddress } from '../../editor/file-address.ts';
import { revealProject, useExplorer } from '../../explorer/explorer-state.ts';
import { openNewFunction } from '../../explorer/new-function-dialog.tsx';
import { openProjectDialog } from '../../explorer/open-project-dialog.tsx';
import { reopenProject, useRecentProjects } from '../../explorer/recent-projects.ts';
import { fileOfRow } from '../../explorer/row-ids.ts';
import { queries } from '../../rpc/client.ts';
import { MenuButton } from '../../ui/menu.tsx';
import { showArea } from './layout-state.ts';

/** The project that one is in, and the way to the others. */
export function ProjectSwitch() {
  const { data: projects = [] } = useQuery(queries.projects.list.queryOptions());
  const current = useCurrentProject(projects);
  const recent = useRecentProjects();
  return (
    <MenuButton
      align="start"
      groups={[
        projects.map((project) => ({
          label: project.name,
          icon: project === current ? Check : Package,
          run: () => {
            showArea('project');
            revealProject(project.id);
          },
        })),
        recent.map(({ name, folder }) => ({
          label: `Open ${name} again`,
          icon: History,
          run: () => {
            showArea('project');
            void reopenProject(folder);
          },
        })),
        [
          { label: 'Open a project folder…', icon: FolderPlus, run: openProjectDialog },
          { label: 'New function…', icon: Plus, run: () => openNewFunction(current?.id) },
        ],
      ]}
    >
      <button
        type="button"
        className="flex h-6.5 min-w-0 items-center gap-1.5 rounded-control px-2 text-ink-muted hover:bg-hover"
      >
        <Package size={14} aria-hidden className="shrink-0" />
        <span className="sr-only">Project: </span>
        <span className="truncate">{current?.name ?? countOf(projects.length)}</span>
        <ChevronDown size={13} aria-hidden className="shrink-0" />
      </button>
    </MenuButton>
  );
}

/** What there is to choose from, while none is chosen. */
function countOf(projects: number): string {
  return projects === 0 ? 'No project' : `${projects} projects`;
}

/** The project of the page on the screen, or else the one that is chosen in the tree, or the only one. */
function useCurrentProject(projects: readonly Project[]): Project | undefined {
  const { pathname } = useLocation();
  const { selected } = useExplorer();
  const [, functionId] = /^\/function\/([^/]+)/.exec(pathname) ?? [];
  const ofFunction = projects.find(({ functions }) =>
    functions.some((entry) => functionId !== undefined && entry.functionId === functionId),
  );
  const [, chosenId] = /^project:([^:]+)/.exec(selected ?? '') ?? [];
  const projectId = fileAtAddress(pathname)?.projectId ?? fileOfRow(selected ?? '')?.projectId ?? chosenId;
  const named = projects.find(({ id }) => id === projectId);
  return ofFunction ?? named ?? (projects.length === 1 ? projects[0] : undefined);
}
