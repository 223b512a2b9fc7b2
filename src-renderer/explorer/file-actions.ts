import { refreshCommands } from '../app/commands/registry.ts';
import { goTo } from '../app/go-to.ts';
import { closeTab, readdressTabs, useTabs } from '../app/tabs/tabs.ts';
import { hasDraft, moveDrafts } from '../editor/drafts.ts';
import { fileAddress, fileAtAddress } from '../editor/file-address.ts';
import { rpc } from '../rpc/client.ts';
import { copyText } from '../ui/copy-text.ts';
import { showFailure, showNotice } from '../ui/notice.tsx';
import { expandRows, moveRows, selectRow } from './explorer-state.ts';
import { movedPath } from './moved-path.ts';
import { folderRowId, nameOf, type ProjectFile, parentOf, pathIn, rowOfFile } from './row-ids.ts';

/** Makes an empty file and opens it, or an empty folder. */
export async function makeEntry(file: ProjectFile): Promise<void> {
  const { kind, projectId, path } = file;
  await rpc.projects.make({ projectId, path, kind });
  selectRow(rowOfFile(file));
  if (kind === 'folder') return expandRows(folderRowId(projectId, path));
  goTo(fileAddress(projectId, path));
}

/** Gives a file or folder another name; its tabs, drafts and what is open of it in the tree follow. */
export async function renameEntry({ projectId, path }: ProjectFile, name: string): Promise<void> {
  const to = pathIn(parentOf(path), name);
  await rpc.projects.rename({ projectId, path, to });
  moveDrafts(projectId, (draft) => movedPath(draft, path, to));
  moveRows(projectId, path, to);
  const next = readdressTabs((tab) => {
    const file = fileAtAddress(tab.path);
    const moved = file?.projectId === projectId ? movedPath(file.path, path, to) : undefined;
    if (moved === undefined) return undefined;
    return { path: fileAddress(projectId, moved), title: nameOf(moved) };
  });
  if (next !== undefined) goTo(next);
}

/** Copies a file or folder beside itself, and chooses the copy. */
export async function duplicateEntry({ kind, projectId, path }: ProjectFile): Promise<void> {
  try {
    const copy = await rpc.projects.duplicate({ projectId, path });
    selectRow(rowOfFile({ kind, projectId, path: copy.path }));
    if (kind === 'file') goTo(fileAddress(projectId, copy.path));
  } catch (error) {
    showFailure(error);
  }
}

interface Removed {
  readonly projectId: string;
  readonly undoToken: string;
}
let lastRemoved: readonly Removed[] = [];

function remember(removed: readonly Removed[]): void {
  lastRemoved = removed;
  refreshCommands();
}

/** Moves files and folders to the trash of their project. Tabs are closed but for those with a draft, which stay. */
export async function removeEntries(files: readonly ProjectFile[]): Promise<void> {
  // What lies in a folder goes with it.
  const whole = files.filter(
    (file) =>
      !files.some((other) => other.projectId === file.projectId && file.path.startsWith(`${other.path}/`)),
  );
  const removed: Removed[] = [];
  try {
    for (const { projectId, path } of whole) {
      removed.push({ projectId, ...(await rpc.projects.remove({ projectId, path })) });
      closeTabsOf(projectId, path);
    }
    showNotice({
      text: `${describeEntries(whole)} ${whole.length === 1 ? 'was' : 'were'} moved to the trash.`,
      action: { label: 'Undo', run: () => void restoreEntries() },
    });
  } catch (error) {
    showFailure(error);
  }
  if (removed.length > 0) remember(removed);
}

/** Names files and folders in a sentence: `README.md`, `2 folders`, `3 files and folders`. */
export function describeEntries(files: readonly ProjectFile[]): string {
  const [first] = files;
  if (first === undefined || files.length === 1) return nameOf(first?.path ?? '');
  const isMixed = files.some(({ kind }) => kind !== first.kind);
  return `${files.length} ${isMixed ? 'files and folders' : `${first.kind}s`}`;
}

/** Puts the whole path of a file or folder into the clipboard. */
export async function copyPath({ projectId, path }: ProjectFile): Promise<void> {
  const project = (await rpc.projects.list()).find(({ id }) => id === projectId);
  if (project !== undefined) await copyText(`${project.folder}/${path}`, 'The path');
}

/** Whether there is something that `restoreEntries` would bring back. */
export function canRestore(): boolean {
  return lastRemoved.length > 0;
}

/** Brings back what was moved to the trash last. */
export async function restoreEntries(): Promise<void> {
  const removed = lastRemoved;
  remember([]);
  try {
    for (const entry of removed) await rpc.projects.restore(entry);
  } catch (error) {
    showFailure(error);
  }
}

function closeTabsOf(projectId: string, removed: string): void {
  for (const { path } of useTabs.getState().tabs) {
    const file = fileAtAddress(path);
    if (file?.projectId !== projectId || movedPath(file.path, removed, '') === undefined) continue;
    if (hasDraft(projectId, file.path)) continue;
    const next = closeTab(path);
    if (next !== undefined) goTo(next);
  }
}
