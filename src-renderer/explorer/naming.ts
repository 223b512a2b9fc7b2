import { create } from 'zustand';
import { showArea } from '../app/layout/layout-state.ts';
import { expandRows, selectRow, useExplorer } from './explorer-state.ts';
import { folderRowId } from './row-ids.ts';

/** What gets a name in the tree: a row that is there, or a file or folder that is still to be made. */
export type Naming =
  | { readonly kind: 'rename'; readonly rowId: string }
  | {
      readonly kind: 'new';
      readonly entry: 'file' | 'folder';
      readonly projectId: string;
      /** Where it will lie; empty for the project's own folder. */
      readonly folder: string;
    };

/** The id of the row of what is still to be made. */
export const newRowId = 'new-entry';

export const useNaming = create<{ naming: Naming | null }>(() => ({ naming: null }));

/** Puts a field in the place of a row's label. */
export function startRename(rowId: string): void {
  showArea('project');
  selectRow(rowId);
  useNaming.setState({ naming: { kind: 'rename', rowId } });
}

/** Puts a row with a field into an open folder. */
export function startNew(entry: 'file' | 'folder', projectId: string, folder: string): void {
  showArea('project');
  expandRows(`project:${projectId}`, ...(folder === '' ? [] : [folderRowId(projectId, folder)]));
  selectRow(newRowId);
  useNaming.setState({ naming: { kind: 'new', entry, projectId, folder } });
}

/** Takes the field away and gives the keyboard back to the tree, unless somebody went on elsewhere meanwhile. */
export function endNaming(): void {
  const { naming } = useNaming.getState();
  const tree = document.querySelector<HTMLElement>('[data-pane="sidebar"] [role="tree"]');
  const wasHere = tree?.contains(document.activeElement) === true;
  useNaming.setState({ naming: null });
  // What was made is chosen already.
  if (naming?.kind === 'new' && useExplorer.getState().selected === newRowId) {
    const { projectId, folder } = naming;
    selectRow(folder === '' ? `project:${projectId}` : folderRowId(projectId, folder));
  }
  if (wasHere) tree?.focus();
}
