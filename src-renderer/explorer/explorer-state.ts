import { create } from 'zustand';
import { readPreference, writePreference } from '../app/preferences.ts';

interface ExplorerState {
  /** Ids of the rows that are open. */
  readonly expanded: readonly string[];
  readonly selected: string | null;
}

const preferenceKey = 'explorer';
const initial: ExplorerState = { expanded: ['functions'], selected: null };

/** What is open and chosen in the explorer's tree; kept over restarts. */
export const useExplorer = create<ExplorerState>(() => initial);

/** Brings back the tree of the last session and keeps it from then on; called once preferences are there. */
export function restoreExplorer(): void {
  useExplorer.setState({ ...initial, ...readPreference(preferenceKey, initial) });
  useExplorer.subscribe((state) => writePreference(preferenceKey, state));
}

/** Opens or closes a row. */
export function toggleRow(id: string): void {
  useExplorer.setState(({ expanded }) => ({
    expanded: expanded.includes(id) ? expanded.filter((other) => other !== id) : [...expanded, id],
  }));
}

/** Chooses a row. */
export function selectRow(id: string): void {
  useExplorer.setState({ selected: id });
}

/** Opens a project in the tree and chooses it, as when it was just made. */
export function revealProject(projectId: string): void {
  const id = `project:${projectId}`;
  useExplorer.setState(({ expanded }) => ({ expanded: [...new Set([...expanded, id])], selected: id }));
}
