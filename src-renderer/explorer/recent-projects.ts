import type { Project } from '../../src-main/contract/rpc/projects.ts';
import { goTo } from '../app/go-to.ts';
import { readPreference, usePreference, writePreference } from '../app/preferences.ts';
import { closeTab, useTabs } from '../app/tabs/tabs.ts';
import { hasDraft } from '../editor/drafts.ts';
import { fileAtAddress } from '../editor/file-address.ts';
import { rpc } from '../rpc/client.ts';
import { showFailure, showNotice } from '../ui/notice.tsx';
import { welcomeProject } from './init-project.ts';

/** A project that was open before. */
export type RecentProject = Pick<Project, 'name' | 'folder'>;

const preferenceKey = 'recentProjects';
const none: readonly RecentProject[] = [];
const longestMemory = 8;

/** Projects that were closed, the newest first. */
export function useRecentProjects(): readonly RecentProject[] {
  return usePreference(preferenceKey, none)[0];
}

/** Opens a folder as a project and shows it. Rejects as the platform does. */
export async function openFolder(folder: string): Promise<void> {
  const project = await rpc.projects.open({ folder });
  writePreference(preferenceKey, without(project.folder));
  welcomeProject(project);
}

/** The same for a folder that was open before; one that is gone is forgotten. */
export async function reopenProject(folder: string): Promise<void> {
  try {
    await openFolder(folder);
  } catch (error) {
    writePreference(preferenceKey, without(folder));
    showFailure(error);
  }
}

/** Closes a project and its tabs, and offers to open it again. What was typed and not saved is kept. */
export async function closeProject({ id, name, folder }: Project): Promise<void> {
  try {
    await rpc.projects.close({ projectId: id });
  } catch (error) {
    return showFailure(error);
  }
  writePreference(preferenceKey, [{ name, folder }, ...without(folder)].slice(0, longestMemory));
  for (const { path } of useTabs.getState().tabs) {
    const file = fileAtAddress(path);
    if (file?.projectId !== id || hasDraft(id, file.path)) continue;
    const next = closeTab(path);
    if (next !== undefined) goTo(next);
  }
  showNotice({
    text: `${name} was closed. Its folder and its functions stay.`,
    action: { label: 'Open again', run: () => void reopenProject(folder) },
  });
}

function without(folder: string): readonly RecentProject[] {
  return readPreference(preferenceKey, none).filter((other) => other.folder !== folder);
}
